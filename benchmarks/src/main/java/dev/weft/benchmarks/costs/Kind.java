package dev.weft.benchmarks.costs;

import dev.weft.Go;
import dev.weft.Task;

/** What a goroutine is compared with. */
enum Kind {
    GOROUTINE(Cost.GOROUTINE) {
        @Override
        Thread start(Task<?> task) {
            return Go.go(task);
        }
    },

    OS_THREAD(Cost.OS_THREAD) {
        @Override
        Thread start(Task<?> task) {
            return Thread.ofPlatform().start(() -> {
                try {
                    task.run();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
        }
    };

    private final String title;

    Kind(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    abstract Thread start(Task<?> task);
}

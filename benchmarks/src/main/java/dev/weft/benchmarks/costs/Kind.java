package dev.weft.benchmarks.costs;

import dev.weft.Go;
import dev.weft.Task;

/** The kinds of thread to compare. */
enum Kind {
    GOROUTINE(Cost.GOROUTINE, 400) {
        @Override
        Thread start(Task<?> task) {
            return Go.go(task);
        }
    },

    OS_THREAD(Cost.OS_THREAD, 1) {
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
    private final int rehearsals;

    Kind(String title, int rehearsals) {
        this.title = title;
        this.rehearsals = rehearsals;
    }

    String title() {
        return title;
    }

    /** How often a few threads are parked before memory is measured. */
    int rehearsals() {
        return rehearsals;
    }

    abstract Thread start(Task<?> task);
}

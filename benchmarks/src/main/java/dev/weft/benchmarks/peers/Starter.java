package dev.weft.benchmarks.peers;

import dev.weft.Go;
import dev.weft.Task;

/** How a peer starts a goroutine, and how the shapes start and join many of them. */
public enum Starter {
    /** {@link Go#go}. */
    WEFT {
        @Override
        public Thread start(Task<?> task) {
            return Go.go(task);
        }
    },

    /** A bare virtual thread, for all other peers. */
    VIRTUAL {
        @Override
        public Thread start(Task<?> task) {
            return Thread.startVirtualThread(checked(task));
        }
    },

    /** A platform thread. */
    PLATFORM {
        @Override
        public Thread start(Task<?> task) {
            return Thread.ofPlatform().start(checked(task));
        }
    };

    /**
     * Starts a goroutine.
     *
     * @param task what the goroutine does
     * @return its thread, started
     */
    public abstract Thread start(Task<?> task);

    /** Runs {@code n} parts, each in a goroutine of its own, and joins them. */
    public void inParallel(int n, Part part) throws InterruptedException {
        Thread[] goroutines = new Thread[n];
        for (int i = 0; i < n; i++) {
            int number = i;
            goroutines[i] = start(() -> part.run(number));
        }
        for (Thread goroutine : goroutines) {
            goroutine.join();
        }
    }

    private static Runnable checked(Task<?> task) {
        return () -> {
            try {
                task.run();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        };
    }
}

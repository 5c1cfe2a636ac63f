package dev.weft;

import java.util.concurrent.ThreadFactory;

/** What a goroutine's thread runs: the task, and what becomes of its failure. */
final class Goroutine implements Runnable {
    private static final ThreadFactory THREADS =
            Thread.ofVirtual().inheritInheritableThreadLocals(false).factory();

    private final Task<?> task;

    private Goroutine(Task<?> task) {
        this.task = task;
    }

    static Thread start(Task<?> task) {
        Thread thread = THREADS.newThread(new Goroutine(task));
        thread.start();
        return thread;
    }

    static Thread start(String name, Task<?> task) {
        return Thread.ofVirtual()
                .inheritInheritableThreadLocals(false)
                .name(name)
                .start(new Goroutine(task));
    }

    @Override
    public void run() {
        try {
            task.run();
        } catch (Exception e) {
            if (!(e instanceof InterruptedException || e instanceof UncheckedInterruptedException)) {
                throw Goroutine.<RuntimeException>asIs(e); // to the thread's handler, not wrapped
            }
            // otherwise it was asked to stop, and did
        }
    }

    /** Lets a checked exception pass where none is declared. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <X extends Exception> X asIs(Exception e) throws X {
        throw (X) e;
    }
}

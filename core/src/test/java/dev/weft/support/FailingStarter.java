package dev.weft.support;

import dev.weft.Task;

/**
 * A platform thread that cannot start its first goroutine: for that, the library asks for the thread's context class
 * loader, and at that moment the thread runs an action, which may throw.
 */
public final class FailingStarter extends Thread {
    private final Runnable happens;
    private boolean armed;

    private FailingStarter(Runnable task, Runnable happens) {
        super(task);
        this.happens = happens;
    }

    /**
     * Runs a task in such a thread, which is joined with the others.
     *
     * @param task the task
     * @param happens the action to run when it starts its first goroutine; normally it throws
     */
    public static Thread start(Goroutines threads, Task<?> task, Runnable happens) {
        return threads.platform(() -> {
            Throwable[] failure = {null};
            FailingStarter starter = new FailingStarter(
                    () -> {
                        try {
                            task.run();
                        } catch (Throwable t) {
                            failure[0] = t;
                        }
                    },
                    happens);
            starter.armed = true;
            starter.start();
            starter.join();
            if (failure[0] != null) {
                throw new AssertionError(failure[0]);
            }
        });
    }

    @Override
    public ClassLoader getContextClassLoader() {
        if (armed && Thread.currentThread() == this) {
            armed = false;
            happens.run();
        }
        return super.getContextClassLoader();
    }
}

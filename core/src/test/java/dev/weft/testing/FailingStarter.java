package dev.weft.testing;

import dev.weft.Task;

/**
 * A platform thread that cannot start the first of its goroutines: to do so, the library asks for its context class loader,
 * and at that moment something happens.
 */
public final class FailingStarter extends Thread {
    private final Runnable happens;
    private boolean armed;

    private FailingStarter(Runnable task, Runnable happens) {
        super(task);
        this.happens = happens;
    }

    /**
     * Runs something in such a thread, which is joined with the others.
     *
     * @param task
     *            what it does
     * @param happens
     *            what happens when it starts its first goroutine; best it throws
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

package dev.weft.internal.wait;

import org.jspecify.annotations.Nullable;

/** One wait of one goroutine, as its bubble sees it; see {@code internal.bubble}. Made when the goroutine first parks. */
public abstract class Suspension {
    private final Wait wait;

    /** The failure of the wait, which outside of bubbles takes the place of this object. Used by the waiting thread. */
    @Nullable Throwable failure;

    /**
     * For subclasses.
     *
     * @param wait the wait
     */
    protected Suspension(Wait wait) {
        this.wait = wait;
    }

    /**
     * Called by whoever has just signalled or poked the wait, before the thread is unparked: from now on the goroutine runs.
     */
    protected abstract void woken();

    /**
     * Whether the wait has been signalled, or is to be looked at again.
     *
     * @return false if the thread may park
     */
    protected final boolean isWoken() {
        return wait.isWoken();
    }

    /**
     * The thread that waits.
     *
     * @return the thread
     */
    protected final Thread thread() {
        return wait.waitingThread();
    }

    /** Ends the wait, as a signaller does. Called without a lock. */
    protected final void signal() {
        wait.signal();
    }

    /** Unparks the thread. Called without a lock. */
    protected final void unpark() {
        Parker.unpark(wait.waitingThread());
    }
}

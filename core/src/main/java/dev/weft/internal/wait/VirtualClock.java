package dev.weft.internal.wait;

import dev.weft.internal.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * The clock of a bubble, as waits and goroutines see it. Its time stands still while a goroutine of the bubble runs, and
 * jumps when all of them wait. So it has to be told when a goroutine begins and ends, and when it begins to wait and ceases
 * to. The implementation, and all reasoning about it, is in {@code internal.bubble}.
 */
public abstract class VirtualClock extends Clock {
    /** For subclasses. */
    protected VirtualClock() {}

    /**
     * The virtual clock of the current thread.
     *
     * @return the clock; null if the thread is not in a bubble
     */
    public static @Nullable VirtualClock current() {
        return (VirtualClock) virtual();
    }

    // Goroutines.

    /**
     * Makes a thread a goroutine of the bubble, which runs from now on.
     *
     * @param thread the thread, not yet started
     */
    public abstract void enter(Thread thread);

    /**
     * Takes a goroutine out of the bubble. Called by that goroutine, as the last thing that it does, or for a thread that
     * could not be started.
     *
     * @param thread the thread
     */
    public abstract void leave(Thread thread);

    /**
     * Has the bubble expect a thread that a goroutine of it has made, and that somebody may start. The thread becomes a
     * goroutine of the bubble when it begins to run, and {@linkplain #arrive says so}.
     *
     * @param thread the thread, not yet started
     */
    public abstract void expect(Thread thread);

    /**
     * Makes the current thread, which is expected, a goroutine of the bubble, which runs from now on.
     *
     * @return false, and nothing done, if the bubble does not expect it any longer
     */
    public abstract boolean arrive();

    // Waits.

    /**
     * Makes what the bubble needs to follow a wait of one of its goroutines.
     *
     * @param wait the wait
     * @return a free suspension
     */
    protected abstract Suspension suspension(Wait wait);

    /**
     * Called by a goroutine that is about to park, with its wait PARKED.
     *
     * @param suspension that of its wait, which is free
     * @param deadline the latest time, or {@link dev.weft.internal.time.MonotonicClock#NEVER}
     * @param durable whether only a goroutine of this bubble, or this clock, can end the wait
     * @return whether to park. If not, the wait has been signalled or poked, or its time has come. (A thread that has
     *     been interrupted may be told to park; its park then returns at once.)
     */
    protected abstract boolean block(Suspension suspension, long deadline, boolean durable);

    /**
     * Called by a goroutine when it has returned from its park, for whatever reason, before it does anything else.
     *
     * @param suspension that of its wait
     */
    protected abstract void unblock(Suspension suspension);
}

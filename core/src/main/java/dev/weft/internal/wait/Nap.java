package dev.weft.internal.wait;

/**
 * Lets some time pass where nothing may be thrown and no resource can be relied on: in the middle of an operation that
 * has to go on, whatever the virtual machine has run out of. The price is that the caller polls.
 */
public final class Nap {
    /** How long the first nap of a loop takes, in nanoseconds. */
    public static final long FIRST = 10_000;

    private static final long LAST = 1_000_000;

    private Nap() {}

    /**
     * Sleeps for a while, or only yields if there is no memory to sleep with or if the thread's interrupt flag is set.
     * Keeps the flag; a caller that may have to nap for long should clear it first.
     *
     * @param nanos for how long
     * @return how long the next nap of the same loop takes: twice as long, up to a millisecond
     */
    public static long take(long nanos) {
        try {
            if (Thread.currentThread().isInterrupted()) {
                rest();
            } else {
                Parker.parkNanos(WaitReason.RUNNABLE, nanos);
            }
        } catch (Throwable t) { // parking a virtual thread takes memory
            rest();
        }
        return Math.min(2 * nanos, LAST);
    }

    /** Yields, if that is possible. */
    static void rest() {
        try {
            Thread.yield();
        } catch (Throwable t) {
            // yielding may take memory, too; the caller polls, so it looks again at once
        }
    }
}

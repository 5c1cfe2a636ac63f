package dev.weft.internal.wait;

import org.jspecify.annotations.Nullable;

/**
 * Lets some time pass where nothing may be thrown and no resource can be relied on: in the middle of an operation that
 * has to go on, whatever the virtual machine has run out of. The price is that the caller polls.
 */
public final class Nap {
    /** How long the first nap of a loop takes, in nanoseconds. */
    public static final long FIRST = 10_000;

    private static final long LAST = 1_000_000;

    /** More memory than a virtual thread needs to leave its carrier, and the JDK to set a timer for it, in bytes. */
    private static final int TIMER = 1 << 14;

    /** More than it needs for the first timer, or for the first virtual thread that yields: it loads and links classes. */
    private static final int CLASSES = 1 << 18;

    /** Whether a virtual thread has parked here, and whether one has yielded. */
    private static volatile boolean hasParked;

    private static volatile boolean hasYielded;

    /** Assigned only so that the compilers do not remove the allocation. */
    @SuppressWarnings("unused")
    private static volatile byte @Nullable [] probe;

    private Nap() {}

    /**
     * Sleeps for a while. If there is no memory to sleep with, or if the thread's interrupt flag is set, it only yields, or
     * does nothing. Keeps the flag; a caller that may have to nap for long should clear it first.
     *
     * @param nanos for how long
     * @return how long the next nap of the same loop takes: twice as long, up to a millisecond
     */
    public static long take(long nanos) {
        try {
            if (Thread.currentThread().isInterrupted()) {
                rest();
            } else if (Thread.currentThread().isVirtual()) {
                parkVirtual(nanos);
            } else {
                Parker.parkNanos(WaitReason.RUNNABLE, nanos);
            }
        } catch (Throwable t) { // parking a virtual thread takes stack and, before JDK 24, memory
            rest();
        }
        return Math.min(2 * nanos, LAST);
    }

    private static void parkVirtual(long nanos) {
        ask(hasParked ? TIMER : CLASSES);
        Parker.parkNanos(WaitReason.RUNNABLE, nanos);
        hasParked = true;
    }

    /** Yields, if that is possible. */
    static void rest() {
        try {
            if (hasYielded || !Thread.currentThread().isVirtual()) {
                Thread.yield();
            } else {
                ask(CLASSES);
                Thread.yield();
                hasYielded = true;
            }
        } catch (Throwable t) {
            // yielding may take the same; the caller polls, so it looks again at once
        }
    }

    /**
     * Makes sure that there is memory for what the JDK does when a virtual thread has already left its carrier: if that fails,
     * the thread never runs again. (Others could take the memory in that moment. The JDK does not even look.)
     *
     * @throws OutOfMemoryError if there is not
     */
    private static void ask(int bytes) {
        probe = new byte[bytes];
        probe = null;
    }
}

package dev.weft.internal.wait;

/**
 * How long it takes to fetch a cache line that another processor has just written: the unit of every time in {@link
 * SpinPolicy}.
 *
 * <p>A hand-over between two processors is made of such transfers, whatever else it does. And their price differs from
 * machine to machine, and from moment to moment on the same one: a hypervisor or the operating system moves threads
 * between processors that share a cache and processors that do not. (On one virtual machine of two processors it was 25
 * ns for a while, then 150, and back, within seconds.) So it is measured all the time, where it matters: when a thread
 * has stayed away from a lock and looks at it again, finding that its holder has freed it meanwhile, that look has
 * fetched the line. One of {@value #INTERVAL} such looks is timed.
 *
 * <p>The value is a running median: each sample moves it by a sixteenth, up or down. So a look during which the thread
 * was preempted counts no more than any other, and a new state of the machine is learned in some twenty samples. It
 * includes one look at the clock.
 *
 * <p>Threads read and write it without any ordering. It is a hint, and a lost update is as good as a sample that was
 * not taken.
 */
final class LineTransfer {
    /** One look in this many is timed; a power of two. */
    private static final int INTERVAL = 16;

    /** A sample moves the value by its 16th. */
    private static final int STEP_SHIFT = 4;

    // Before the first samples, and where the clock is too coarse or too slow to tell, it is within sane bounds.
    private static final int INITIAL_NANOS = 50;
    private static final int LEAST_NANOS = 20;
    private static final int MOST_NANOS = 1_000;

    private static int nanos = INITIAL_NANOS;

    private LineTransfer() {}

    /** The present value, in nanoseconds. */
    static long nanos() {
        return nanos;
    }

    /**
     * Times a look, now and then. Called right after it.
     *
     * @param start the {@link System#nanoTime} right before the look
     */
    static void sample(long start) {
        if ((start & (INTERVAL - 1)) == 0) {
            record(System.nanoTime() - start);
        }
    }

    static void record(long sample) {
        int now = nanos;
        int step = (now >> STEP_SHIFT) + 1;
        nanos = sample > now ? Math.min(now + step, MOST_NANOS) : Math.max(now - step, LEAST_NANOS);
    }
}

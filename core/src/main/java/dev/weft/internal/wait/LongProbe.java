package dev.weft.internal.wait;

/**
 * How long a probe of {@link SpinCredit} lasts: mostly as long as any other spin, and now and then much longer.
 *
 * <p>Two goroutines that hand over to each other on one carrier, while another has nothing to do, may stay there forever:
 * when one spins, the other is in the queue of the carrier that is kept busy by the spinning, and comes only if the idle
 * carrier wakes up and steals it. That takes a thread of the operating system, and so longer than any hand-over. A
 * ping-pong took 1,000 ns for as long as it ran, where 180 were possible, and each of 30,000 probes failed. A long probe
 * outlasts the waking of a carrier.
 *
 * <p>The long probes that fail take a hundredth of one processor's time at most, whatever the number of goroutines and
 * channels: after each, all threads wait a hundred times as long before the next one. So they can be far longer than they
 * need to be, and a new channel can have one at once. (Before, each channel made longer and longer probes, the more of
 * them had failed; a channel through which 20,000 elements go was through before the first that was long enough.)
 *
 * <p>The time of the next one is read and written without any ordering. It is a hint, and two long probes at a time are
 * no harm.
 */
final class LongProbe {
    /** How many times as long as a usual spin it is. */
    private static final int WAITS = 128;

    /** They take at most one part in this many of the time. */
    private static final int PARTS = 100;

    /** The account of this program. */
    static final LongProbe ACCOUNT = new LongProbe(System.nanoTime());

    private long next;

    /**
     * Opens an account.
     *
     * @param now the {@link System#nanoTime} from which on a long probe can be had
     */
    LongProbe(long now) {
        next = now;
    }

    /**
     * Decides how long a probe lasts.
     *
     * @param usual the duration of a usual spin, in nanoseconds
     * @param now the {@link System#nanoTime}
     * @return this duration, or that of a long probe, which has been put on the account
     */
    long nanos(long usual, long now) {
        if (now - next < 0) {
            return usual;
        }
        long nanos = WAITS * usual;
        next = now + PARTS * nanos;
        return nanos;
    }

    /**
     * Takes a long probe off the account, as it was not in vain.
     *
     * @param now the {@link System#nanoTime}
     */
    void met(long now) {
        next = now;
    }
}

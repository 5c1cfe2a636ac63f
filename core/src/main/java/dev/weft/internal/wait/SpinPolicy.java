package dev.weft.internal.wait;

/**
 * How long a thread spins before it parks or sleeps: the only place with the numbers of that. Nearly all are numbers of
 * {@linkplain LineTransfer line transfers}, whose duration is measured while the program runs, so they suit fast machines
 * and slow ones. (Not numbers of pauses: a {@link Thread#onSpinWait} takes 24 ns on one machine and 180 on another.)
 * None is critical: if all of them are a third, or three times, as large, most rows of the benchmarks change by less
 * than a quarter. The worst rows are a buffer of 128 and an RWMutex among readers at a third (1.5 times as long), and a
 * buffer of 16 (1.9) and a select of two (1.4) at three times.
 *
 * <p>Figures are from 2 cores (AMD EPYC, JDK 25), where a transfer took 40 ns: nanoseconds per element, medians of
 * several runs, the candidates in turn.
 *
 * <p><b>Waiting for a partner.</b> Whether a waiter spins at all is a matter of its queue's {@link SpinCredit}. There is
 * no spinning on one processor or with one carrier: the partner could not run meanwhile. (Spinning only while no
 * unparked thread has yet to run, as the JDK's queues do, was tried too: between 4 senders and 4 receivers an element
 * took 230 ns instead of 130.)
 */
public final class SpinPolicy {
    /** Whether another thread can run while one spins. */
    static final boolean PARALLEL = carriers() > 1;

    /**
     * How often a thread tries to take a {@link SpinLock}, first after a {@link #firstBackOff}, then each time after a
     * {@link #backOff}, before it sleeps: for some 6 µs in all. Of the threads that found the lock held, every 70th
     * found it held for 1 to 2 µs. There was one such case for every 4 KB of waiters, so the cause is probably the
     * first touch of a page of the heap. A thread that sleeps is away for some 70 µs: when threads slept after 400 ns,
     * that took more time than everything else.
     */
    static final int LOCK_ATTEMPTS = 32;

    /**
     * How long a waiter looks for its signal before it parks. A hand-over takes a handful of transfers, and this leaves
     * room for a partner that is held up on its way. A goroutine is not preempted, so this is also how long it may keep
     * others from its carrier. With 400 ns, a ping-pong took 380 ns, with 1,200 to 2,400 it took 300; and with 500 it
     * took twice as long as with 1,500 while a transfer took 150.
     */
    private static final int WAIT_TRANSFERS = 40;

    /** See {@link #backOff}. */
    private static final int BACK_OFF_TRANSFERS = 4;

    /** See {@link #backOffLong}. */
    private static final int LONG_BACK_OFF_TRANSFERS = 16;

    /**
     * How often a thread looks at a locked mutex, each time after a {@link #backOffLong}, before it queues up: for some 2
     * µs in all, long enough for a short critical section.
     */
    private static final int MUTEX_SPINS = 3;

    /** See {@link #patience}: the smallest buffer, what others need for each element, and the longest pause. */
    private static final int SMALLEST_BATCH = 4;

    private static final int NANOS_AN_ELEMENT = 20;
    private static final int LONGEST_PATIENCE_TRANSFERS = 8;

    private SpinPolicy() {}

    /**
     * A short {@link #backOff}, before the first look at a {@link SpinLock} that was found locked. Where goroutines hand
     * over to each other, the lock is mostly free again before a look can arrive. If it is not, several threads use it
     * again and again, and the longer back-off suits them better. On a machine where a transfer took 45 ns, a ping-pong
     * took 283 ns with one transfer instead of 360 with four, an element through a buffer of one 117 instead of 145, and
     * between 4 senders and 4 receivers 140 instead of 166; through a buffer of 128 it took 32 and 31. Half a transfer,
     * two transfers, and doubling from one look to the next are as good as one.
     *
     * @return the {@link System#nanoTime} at its end
     */
    static long firstBackOff() {
        return pause(LineTransfer.nanos());
    }

    /**
     * Lets some time pass between two attempts to take a lock, without looking at it: a look takes the cache line away
     * from the holder, which then has to fetch it back. And while one thread stays away, another that uses the lock
     * again and again works at full speed, so that the two take turns in batches instead of slowing each other down at
     * every step. With attempts every 24 ns, an element took 100 ns through a buffer of 128, and with 150 ns 32; through
     * a buffer of 16, 120 and 57; without a buffer, between 4 senders and 4 receivers, 121 and 85. It is also right after
     * a failed compare-and-set: the other thread is about to do its next one.
     *
     * @return the {@link System#nanoTime} at its end
     */
    public static long backOff() {
        return pause(BACK_OFF_TRANSFERS * LineTransfer.nanos());
    }

    /**
     * A longer {@link #backOff}, for a mutex, whose users do not wait for each other: between 2 goroutines, a lock and
     * unlock took 11.5 ns with 600 ns, 13 to 18 with 150, and 21 with a look every 24 ns; between 20 goroutines, 22, 25
     * and 65.
     *
     * @return the {@link System#nanoTime} at its end
     */
    public static long backOffLong() {
        return pause(LONG_BACK_OFF_TRANSFERS * LineTransfer.nanos());
    }

    /**
     * Called after a back-off and one look at the lock, if that look found that its holder has freed it: the look has
     * fetched a cache line, and now and then is timed.
     *
     * @param start what the back-off has returned
     */
    public static void freedMeanwhile(long start) {
        LineTransfer.sample(start);
    }

    /**
     * How long a thread that finds a buffer full or empty stays away before it looks again and queues up. Without this
     * pause, the two sides of a buffer that is always full would meet at every element, as if there were no buffer.
     * With 300 ns, an element took 36 ns instead of 56 through a buffer of 16, and 50 instead of 72 through one of 10
     * (2 senders, 2 receivers); 600 ns was too long. A small buffer has no room for batches, so there the pause is
     * zero.
     *
     * @param capacity the size of the buffer
     * @return nanoseconds
     */
    public static long patience(int capacity) {
        return capacity < SMALLEST_BATCH
                ? 0
                : Math.min((long) capacity * NANOS_AN_ELEMENT, LONGEST_PATIENCE_TRANSFERS * LineTransfer.nanos());
    }

    /**
     * Lets some time pass, if another thread can run meanwhile.
     *
     * @param nanos how long
     * @return the {@link System#nanoTime} at its end
     */
    public static long pause(long nanos) {
        long start = System.nanoTime();
        long now = start;
        if (PARALLEL) {
            do {
                Thread.onSpinWait();
                now = System.nanoTime();
            } while (now - start < nanos);
        }
        return now;
    }

    /**
     * How often to look at a locked mutex before queueing up for it.
     *
     * @return a number of looks
     */
    public static int mutexSpins() {
        return PARALLEL ? MUTEX_SPINS : 0;
    }

    /** How long a waiter looks for its signal, in nanoseconds, if its partner usually comes. */
    static long waitNanos() {
        return WAIT_TRANSFERS * LineTransfer.nanos();
    }

    /** How many virtual threads can run at the same time; the properties are the JDK's own. */
    private static int carriers() {
        int processors = Runtime.getRuntime().availableProcessors();
        int parallelism = Integer.getInteger("jdk.virtualThreadScheduler.parallelism", processors);
        int most = Integer.getInteger("jdk.virtualThreadScheduler.maxPoolSize", processors);
        return Math.min(processors, Math.min(parallelism, most));
    }
}

package dev.weft.internal.wait;

/**
 * How long a thread spins before it parks or sleeps: the only place with spin constants. All are times, or numbers of
 * pauses of a given time, because a {@link Thread#onSpinWait} takes 24 ns on one machine and 180 on another. The
 * figures are from 2 cores (AMD EPYC, JDK 25): nanoseconds per element, medians of several runs, the candidates in
 * turn.
 *
 * <p><b>Waiting for a partner.</b> Spinning is right if the partner is running on another core and about to come (a
 * hand-over to a spinning thread takes some 120 ns, one through park and unpark 430), and ruinous if it is not (when
 * every wait spun, a token took 1,100 to 1,300 ns from one goroutine of a ring to the next, instead of 350). No fixed
 * time suits both cases, so each channel learns, and so does each RWMutex. Its <em>credit</em> rises with every wait
 * that ends while spinning, and falls with every wait that does not. Without credit its waiters park at once, except
 * that every {@value #PROBE_INTERVAL}th spins, as a probe. The credit is a hint, read and written without any ordering.
 * (Spinning only while no unparked thread has yet to run, as the JDK's queues do, was tried too: between 4 senders and
 * 4 receivers an element took 230 ns instead of 130.)
 *
 * <p>There is no spinning at all on one processor or with one carrier: the partner could not run meanwhile.
 */
public final class SpinPolicy {
    /** Whether another thread can run while one spins. */
    static final boolean PARALLEL = carriers() > 1;

    /**
     * How long a waiter looks for its signal before it parks: about as long as the unpark takes that this saves. A
     * goroutine is not preempted, so this is also how long it may keep others from its carrier. With 400 ns a ping-pong
     * took 380 ns, with 1,200 to 2,400 it took 300.
     */
    static final long WAIT_NANOS = 1_500;

    /**
     * How often a thread tries to take a {@link SpinLock}, each time after a {@link #backOff}, before it sleeps. That
     * takes 6 µs in all, because a back-off overshoots its {@value #BACK_OFF_NANOS} ns: it ends only at the next look
     * at the clock. Of the threads that found the lock held, every 70th found it held for 1 to 2 µs. There was one such
     * case for every 4 KB of waiters, so the cause is probably the first touch of a page of the heap. A thread that
     * sleeps is away for some 70 µs: when threads slept after 400 ns, that took more time than everything else.
     */
    static final int LOCK_ATTEMPTS = 32;

    /** See {@link #backOff}. */
    private static final long BACK_OFF_NANOS = 150;

    /**
     * How often a thread looks at a locked mutex, each time after a {@link #backOffLong}, before it queues up: for 1.8
     * µs in all, long enough for a short critical section.
     */
    private static final int MUTEX_SPINS = 3;

    /** See {@link #patience}: about what others need for each element, the smallest buffer, and the longest pause. */
    private static final int NANOS_AN_ELEMENT = 20;
    private static final int SMALLEST_BATCH = 4;
    private static final long LONGEST_PATIENCE = 300;

    /** See {@link #backOffLong}. */
    private static final long LONG_BACK_OFF_NANOS = 600;

    /** The highest credit: after as many failures in a row, a channel stops spinning. */
    private static final byte MAX_CREDIT = 8;

    /** What a successful probe earns at once. */
    private static final byte PROBE_REWARD = 4;

    /** A channel without credit spins once in this many waits, to find out whether conditions have changed. */
    private static final byte PROBE_INTERVAL = 32;

    /**
     * The credit of a new channel: its first waits park at once. Many channels are waited on only once, and mostly for
     * long, as in a chain of goroutines.
     */
    static final byte NEW_CREDIT = -8;

    private SpinPolicy() {}

    /**
     * Lets some time pass between two attempts to take a lock, without looking at it: a look takes the cache line away
     * from the holder, which then has to fetch it back. And while one thread stays away, another that uses the lock
     * again and again works at full speed, so that the two take turns in batches instead of slowing each other down at
     * every step. With attempts every 24 ns, an element took 100 ns through a buffer of 128, and with this back-off 32;
     * through a buffer of 16, 120 and 57; without a buffer, between 4 senders and 4 receivers, 121 and 85. Twice and
     * four times as long is better still with a buffer, and worse without. It is also right after a failed
     * compare-and-set: the other thread is about to do its next one.
     */
    public static void backOff() {
        pause(BACK_OFF_NANOS);
    }

    /**
     * A longer {@link #backOff}, for a mutex, whose users do not wait for each other: between 2 goroutines, a lock and
     * unlock took 11.5 ns with this, 13 to 18 with {@code backOff}, and 21 with a look every 24 ns; between 20
     * goroutines, 22, 25 and 65.
     */
    public static void backOffLong() {
        pause(LONG_BACK_OFF_NANOS);
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
        return capacity < SMALLEST_BATCH ? 0 : Math.min((long) capacity * NANOS_AN_ELEMENT, LONGEST_PATIENCE);
    }

    /** Lets some time pass, if another thread can run meanwhile. */
    public static void pause(long nanos) {
        if (PARALLEL) {
            long start = System.nanoTime();
            do {
                Thread.onSpinWait();
            } while (System.nanoTime() - start < nanos);
        }
    }

    /**
     * How often to look at a locked mutex before queueing up for it.
     *
     * @return a number of looks
     */
    public static int mutexSpins() {
        return PARALLEL ? MUTEX_SPINS : 0;
    }

    /** Whether a waiter with this credit should spin. */
    static boolean isWorthwhile(byte credit) {
        return PARALLEL && credit >= 0;
    }

    /**
     * The credit after one more wait.
     *
     * @param credit the credit before; if negative, the number of waits until the next probe
     * @param met whether the partner came while the waiter was spinning
     */
    static byte learn(byte credit, boolean met) {
        if (credit < 0) {
            return (byte) (credit + 1);
        }
        if (met) {
            return credit == 0 ? PROBE_REWARD : (byte) Math.min(credit + 1, MAX_CREDIT);
        }
        return credit <= 1 ? -PROBE_INTERVAL : (byte) (credit - 1);
    }

    /** How many virtual threads can run at the same time; the properties are the JDK's own. */
    private static int carriers() {
        int processors = Runtime.getRuntime().availableProcessors();
        int parallelism = Integer.getInteger("jdk.virtualThreadScheduler.parallelism", processors);
        int most = Integer.getInteger("jdk.virtualThreadScheduler.maxPoolSize", processors);
        return Math.min(processors, Math.min(parallelism, most));
    }
}

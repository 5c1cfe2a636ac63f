package dev.weft.internal.wait;

/**
 * How long a thread spins before it parks or sleeps: the only place with spin constants. All are times, or numbers of
 * pauses of a given time, because a {@link Thread#onSpinWait} takes 24 ns on one machine and 180 on another. The
 * figures are from 2 cores (AMD EPYC, JDK 25), nanoseconds an element, medians of several runs in turn.
 *
 * <p><b>Waiting for a partner.</b> To spin is right when the partner is running on another core and about to come (a
 * hand-over to a spinning thread takes some 120 ns, one through park and unpark 430), and ruinous when it is
 * not (always spinning, a token took 1,100 to 1,300 ns from one goroutine of a ring to the next, instead of 350). No
 * fixed time serves both, so a channel learns, and so does an RWMutex: its <em>credit</em> rises with every
 * wait that ended while it was spinning and falls with every one that did not; without credit its waiters park at
 * once, and every {@value #PROBE_INTERVAL}th tries again. The credit is a hint, read and written without any
 * ordering. (To spin only while nobody who was unparked has yet to run, as the JDK's queues do, was tried too: 4 to 4
 * goroutines took 230 ns instead of 130.)
 *
 * <p>There is no spinning at all on one processor or with one carrier: the partner could not run meanwhile.
 */
public final class SpinPolicy {
    /** Whether anybody else can run while one spins. */
    static final boolean PARALLEL = carriers() > 1;

    /**
     * How long a waiter looks for its signal before it parks: about what the unpark costs that it saves. A goroutine
     * is not preempted, so this is also how long it may keep others from its carrier. With 400 ns a ping-pong took
     * 380, with 1,200 to 2,400 it took 300.
     */
    static final long WAIT_NANOS = 1_500;

    /**
     * How often one tries to take a {@link SpinLock}, after a {@link #backOff} each time, before one sleeps: 6 µs.
     * Of those who found it held, every 70th found it held for 1 to 2 µs; there was one such for every 4 KB of waiters,
     * so it is probably the first touch of a page of the heap. To sleep is to be away for some 70 µs: when one slept
     * after 400 ns, that took more time than all the rest.
     */
    static final int LOCK_ATTEMPTS = 32;

    /** See {@link #backOff}. */
    private static final long BACK_OFF_NANOS = 150;

    /**
     * How often one looks at a locked mutex, after a {@link #backOffLong} each time, before one queues up: for 1.8
     * µs, long enough for a short critical section.
     */
    private static final int MUTEX_SPINS = 3;

    /** See {@link #patience}: about what others need for each element, the smallest buffer, and the longest pause. */
    private static final int NANOS_AN_ELEMENT = 20;
    private static final int SMALLEST_BATCH = 4;
    private static final long LONGEST_PATIENCE = 300;

    /** See {@link #backOffLong}. */
    private static final long LONG_BACK_OFF_NANOS = 600;

    /** The most credit: so many failures in a row, and a channel stops spinning. */
    private static final byte MAX_CREDIT = 8;

    /** What a successful probe earns at once. */
    private static final byte PROBE_REWARD = 4;

    /** A channel without credit spins once in so many waits, to find out whether times have changed. */
    private static final byte PROBE_INTERVAL = 32;

    /**
     * The credit of a new channel: its first waits park at once. Many channels are waited for once and then
     * forgotten, and mostly for long, as in a chain of goroutines.
     */
    static final byte NEW_CREDIT = -8;

    private SpinPolicy() {}

    /**
     * Lets some time pass between two attempts to take a lock, without a look at it: whoever looks takes the cache
     * line away from the holder, which has to fetch it back. And while one stays away, another that uses the lock
     * again and again gets much done at full speed, so that two take turns in batches instead of slowing each other
     * down at every step. Through a buffer of 128 an element took 100 ns with attempts every 24 ns, and 32 with
     * these; of 16, 120 and 57; 4 to 4 goroutines without a buffer, 121 and 85. Twice and four times as long is
     * better still with a buffer, and worse without. The same goes for whoever finds that a compare-and-set failed:
     * the other one is about to do the next.
     */
    public static void backOff() {
        pause(BACK_OFF_NANOS);
    }

    /**
     * The same for a mutex, whose users are not waiting for each other: 2 goroutines that lock and unlock took 11.5 ns
     * with this, 13 to 18 with {@link #backOff}, and 21 when they looked every 24 ns; 20 goroutines 22, 25 and 65.
     */
    public static void backOffLong() {
        pause(LONG_BACK_OFF_NANOS);
    }

    /**
     * How long one who finds a buffer full, or empty, stays away before he looks again and queues up: or else the two
     * sides of a buffer that is always full meet at every element, as if there were none. With 300 ns an element took
     * 36 instead of 56 through a buffer of 16, and 50 instead of 72 through one of 10 (2 to 2 goroutines); 600 ns
     * were too long. It is no time for batches where the buffer is small.
     *
     * @param capacity the size of the buffer
     * @return nanoseconds
     */
    public static long patience(int capacity) {
        return capacity < SMALLEST_BATCH ? 0 : Math.min((long) capacity * NANOS_AN_ELEMENT, LONGEST_PATIENCE);
    }

    /** Lets some time pass, if anybody else can run meanwhile. */
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
     * @param credit the credit before; negative: so many waits until the next probe
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

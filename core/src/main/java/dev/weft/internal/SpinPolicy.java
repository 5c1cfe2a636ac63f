package dev.weft.internal;

/**
 * How long a thread spins before it parks: the only place with spin constants.
 *
 * <p>Spinning is right when the partner is running on another core and about to come (one round trip through
 * park and unpark costs some 2 µs, a hand-over to a spinning thread 0.1 µs), and ruinous when it is not. No
 * fixed number serves both, so a channel learns: its <em>credit</em> rises with every wait that ended while
 * it was spinning and falls with every one that did not; without credit its waiters park at once, and every
 * {@value #PROBE_INTERVAL}th tries again. The credit is a hint, read and written without any ordering.
 *
 * <p>There is no spinning at all on one processor or with one carrier: the partner could not run meanwhile.
 */
public final class SpinPolicy {
    /**
     * How often a waiter looks before it parks. Between two looks lies a {@link Thread#onSpinWait}, which was
     * measured to take 24 ns on one virtual machine (2 cores, JDK 25) and 70 to 180 ns on another: so this is 0.4 to 3 µs,
     * at most about what the unpark that it saves would cost. A goroutine is not preempted, so this is also how long it may keep others
     * from its carrier. Chosen for that bound; not yet tuned.
     */
    private static final int WAIT_SPINS = 16;

    /** How often one tries to take a {@link SpinLock}, whose holder needs some 50 ns, before it lets others run. */
    private static final int LOCK_SPINS = 16;

    /** How often one looks at a locked mutex before one queues up: long enough for a short critical section. */
    private static final int MUTEX_SPINS = 8;

    /** The most credit: so many failures in a row, and a channel stops spinning. */
    private static final int MAX_CREDIT = 8;

    /** What a successful probe earns at once. */
    private static final int PROBE_REWARD = 4;

    /** A channel without credit spins once in so many waits, to find out whether times have changed. */
    private static final int PROBE_INTERVAL = 64;

    /**
     * The credit of a new channel: its first waits park at once. Many channels are waited for once and then
     * forgotten, and mostly for long, as in a chain of goroutines.
     */
    static final int NEW_CREDIT = -8;

    private static final boolean PARALLEL = carriers() > 1;

    private SpinPolicy() {}

    static int lockSpins() {
        return PARALLEL ? LOCK_SPINS : 0;
    }

    /**
     * How often to look at a locked mutex before queueing up for it.
     *
     * @return a number of spins
     */
    public static int mutexSpins() {
        return PARALLEL ? MUTEX_SPINS : 0;
    }

    /** How many spins a wait with this credit is worth. */
    static int waitSpins(int credit) {
        return PARALLEL && credit >= 0 ? WAIT_SPINS : 0;
    }

    /**
     * The credit after one more wait.
     *
     * @param credit the credit before; negative: so many waits until the next probe
     * @param met whether the partner came while the waiter was spinning
     */
    static int learn(int credit, boolean met) {
        if (credit < 0) {
            return credit + 1;
        }
        if (met) {
            return credit == 0 ? PROBE_REWARD : Math.min(credit + 1, MAX_CREDIT);
        }
        return credit <= 1 ? -PROBE_INTERVAL : credit - 1;
    }

    /** How many virtual threads can run at the same time; the property is the JDK's own. */
    private static int carriers() {
        int processors = Runtime.getRuntime().availableProcessors();
        Integer parallelism = Integer.getInteger("jdk.virtualThreadScheduler.parallelism");
        return parallelism == null ? processors : Math.min(processors, parallelism);
    }
}

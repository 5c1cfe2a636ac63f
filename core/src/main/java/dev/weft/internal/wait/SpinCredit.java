package dev.weft.internal.wait;

/**
 * What a queue has learned about spinning: whether a partner comes while a waiter spins.
 *
 * <p>Spinning is right if the partner runs on another processor and is about to come, and ruinous if it is not (when
 * every wait spun, a token took 1,300 ns from one goroutine of a ring to the next, instead of 350). No fixed choice suits
 * both cases, so each channel learns, and so does each RWMutex. The <em>credit</em> rises with every wait that ends while
 * spinning, and falls with every wait that does not. Without credit, waiters park at once, but now and then one spins
 * all the same: a <em>probe</em>.
 *
 * <p><b>Long probes.</b> Two goroutines that hand over to each other on one carrier, while another has nothing to do,
 * may stay there forever: when one spins, the other is in the queue of the carrier that is kept busy by the spinning, and
 * comes only if the idle carrier wakes up and steals it. That takes longer than any hand-over. So a ping-pong took
 * 1,000 ns for as long as it ran, where 180 were possible, and each of 30,000 probes failed. Hence, if some probes in a
 * row have failed, the next ones are longer, each time by a factor of 4, and rarer accordingly: long enough for a thread
 * of the operating system to wake up, and so rare that all probes together cost a few nanoseconds a wait.
 *
 * <p>The credit is a {@code short}, to be kept in a field that threads read and write without any ordering; it is a
 * hint. From 1 to {@value #MOST} it is the number of failures after which spinning ends. Otherwise it is {@code -(level *
 * 4096 + n)}: the next n waits park at once, the one after them is a probe, and level says how many probes in a row have
 * failed before, up to {@value #LAST_LEVEL}.
 */
final class SpinCredit {
    /** The credit of a new queue: its first waits park at once. Many are waited on only once, and mostly for long. */
    static final short NEW = -8;

    private static final int MOST = 8;

    /** What a successful probe earns. */
    private static final int REWARD = 4;

    private static final int LEVEL_SHIFT = 12;
    private static final int COUNT_MASK = (1 << LEVEL_SHIFT) - 1;

    /** How many waits park before a probe, by the number of probes that have failed. */
    private static final int[] INTERVALS = {32, 64, 96, 128, 192, 256, 1024, COUNT_MASK};

    private static final int LAST_LEVEL = 7;

    /** Up to this level, probes are as long as other spins; from then on, 4 times as long with each level. */
    private static final int LAST_SHORT_LEVEL = 4;

    private SpinCredit() {}

    /** Whether a waiter with this credit should spin. */
    static boolean isPromising(short credit) {
        return credit > 0 || (-credit & COUNT_MASK) == 0;
    }

    /** How many times as long as usual it should spin. */
    static int factor(short credit) {
        return credit > 0 ? 1 : 1 << 2 * Math.max(0, level(credit) - LAST_SHORT_LEVEL);
    }

    /** The credit after a wait that has parked at once. */
    static short afterParking(short credit) {
        return (short) (credit + 1);
    }

    /**
     * The credit after a wait that has spun.
     *
     * @param met whether the partner came meanwhile
     */
    static short afterSpinning(short credit, boolean met) {
        if (met) {
            return (short) (credit > 0 ? Math.min(credit + 1, MOST) : REWARD);
        }
        if (credit > 1) {
            return (short) (credit - 1);
        }
        int level = credit == 1 ? 0 : Math.min(level(credit) + 1, LAST_LEVEL);
        return (short) -((level << LEVEL_SHIFT) + INTERVALS[level]);
    }

    private static int level(short credit) {
        return -credit >> LEVEL_SHIFT;
    }
}

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
 * <p>Probes that fail in a row become rarer. Some of them are long ones, if the program can afford it: see {@link
 * LongProbe}.
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

    /** How many waits park before a probe, if none before it has failed; twice as many with each one that has. */
    private static final int FIRST_INTERVAL = 32;

    private static final int LAST_LEVEL = 3;

    private SpinCredit() {}

    /** Whether a waiter with this credit should spin. */
    static boolean isPromising(short credit) {
        return credit > 0 || (-credit & COUNT_MASK) == 0;
    }

    /** Whether a spin with this credit, which is promising, is a probe. */
    static boolean isProbe(short credit) {
        return credit <= 0;
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
        return (short) -((level << LEVEL_SHIFT) + (FIRST_INTERVAL << level));
    }

    private static int level(short credit) {
        return -credit >> LEVEL_SHIFT;
    }
}

package dev.weft.internal.observe;

/**
 * How much time proofs may take that prove nothing, for the stacks and for the collection: a hundredth of the time, and a
 * quarter of a second in advance. With a small heap and few goroutines, where they are short, that is enough for some ten
 * proofs one after the other; otherwise it is soon used up. One that has proved something is not put on the account.
 *
 * <p>Times are nanoseconds, of the clock of {@link System#nanoTime}.
 */
final class Budget {
    /** They take at most one of so many parts of the time. */
    private static final int PARTS = 100;

    private static final long ADVANCE = PARTS * 250_000_000L;

    /** From when on there may be a proof; {@link #ADVANCE} ago, if none has been for long. */
    private long next;

    /** Opens the account. */
    Budget(long now) {
        next = now - ADVANCE;
    }

    /** Whether there may be a proof now. */
    boolean allows(long now) {
        return now - next >= 0;
    }

    /** Puts a proof on the account that was in vain. */
    void spend(long duration, long now) {
        if (now - next > ADVANCE) {
            next = now - ADVANCE;
        }
        next += PARTS * duration;
    }
}

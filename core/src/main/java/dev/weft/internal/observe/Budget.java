package dev.weft.internal.observe;

/**
 * How much time collections may take that are run for a proof, and prove nothing: a hundredth of the time, and a quarter
 * of a second in advance. In a small heap, where they are short, that is enough for some ten proofs one after the other;
 * in a large one it is soon used up. A collection that has proved something is not put on the account.
 *
 * <p>Times are nanoseconds, of the clock of {@link System#nanoTime}.
 */
final class Budget {
    /** They take at most one of so many parts of the time. */
    private static final int PARTS = 100;

    private static final long ADVANCE = PARTS * 250_000_000L;

    /** From when on a collection may be run; {@link #ADVANCE} ago, if none has been for long. */
    private long next;

    /** Opens the account. */
    Budget(long now) {
        next = now - ADVANCE;
    }

    /** Whether a collection may be run now. */
    boolean allows(long now) {
        return now - next >= 0;
    }

    /** Puts a collection on the account that was in vain. */
    void spend(long duration, long now) {
        if (now - next > ADVANCE) {
            next = now - ADVANCE;
        }
        next += PARTS * duration;
    }
}

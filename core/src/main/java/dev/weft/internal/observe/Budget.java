package dev.weft.internal.observe;

/**
 * How much time may be spent, for the stacks and for the collection, on proofs that prove nothing: a hundredth of the
 * time, and a quarter of a second in advance. With a small heap and few goroutines, where they are short, that is
 * enough for some ten proofs one after the other; otherwise it is soon used up. One that has proved something is not
 * put on the account.
 *
 * <p>Times are nanoseconds, of the clock of {@link System#nanoTime}.
 */
final class Budget {
    /** They take at most one part in this many of the time. */
    private static final int PARTS = 100;

    private static final long ADVANCE = PARTS * 250_000_000L;

    /** When there may be a proof again; {@link #ADVANCE} ago, if there has been none for long. */
    private long next;

    /** Opens the account. */
    Budget(long now) {
        next = now - ADVANCE;
    }

    /** Whether there may be a proof now. */
    boolean allows(long now) {
        return now - next >= 0;
    }

    /** Puts a proof that was in vain on the account. */
    void spend(long duration, long now) {
        if (now - next > ADVANCE) {
            next = now - ADVANCE;
        }
        next += PARTS * duration;
    }
}

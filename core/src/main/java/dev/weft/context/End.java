package dev.weft.context;

import org.jspecify.annotations.Nullable;

/**
 * How a context came to its end. Exceptions are made when somebody asks: most contexts end because the work is done, and
 * nobody does.
 */
final class End {
    /** Cancelled for nothing in particular. */
    static final End CANCELED = new End(false, null);

    /** Of a function: called off. */
    static final End STOPPED = new End(false, null);

    private static final End DEADLINE_EXCEEDED = new End(true, null);

    private final boolean timedOut;
    private final @Nullable Exception given;

    private End(boolean timedOut, @Nullable Exception given) {
        this.timedOut = timedOut;
        this.given = given;
    }

    /**
     * Cancelled.
     *
     * @param cause why, or null
     * @return the end
     */
    static End canceled(@Nullable Exception cause) {
        return cause == null ? CANCELED : new End(false, cause);
    }

    /**
     * The deadline has passed.
     *
     * @param cause what was given with it, or null
     * @return the end
     */
    static End deadlineExceeded(@Nullable Exception cause) {
        return cause == null ? DEADLINE_EXCEEDED : new End(true, cause);
    }

    /**
     * The end of a context of somebody else's.
     *
     * @param done a context that is done; one that has no {@code err} all the same counts as cancelled
     * @return its end
     */
    static End of(Context done) {
        ContextException err = done.err();
        Exception cause = done.cause();
        if (cause instanceof ContextException && cause.getCause() == null
                && (err == null || cause.getClass() == err.getClass())) {
            cause = null; // says no more than err
        }
        return err instanceof DeadlineExceededException ? deadlineExceeded(cause) : canceled(cause);
    }

    /**
     * What {@code err} returns: a new exception, so that it can be thrown.
     *
     * @return the exception
     */
    ContextException err() {
        return timedOut ? new DeadlineExceededException(given) : new CanceledException(given);
    }

    /**
     * What {@code cause} returns.
     *
     * @return what was given, or else the same as {@link #err}
     */
    Exception cause() {
        return given == null ? err() : given;
    }
}

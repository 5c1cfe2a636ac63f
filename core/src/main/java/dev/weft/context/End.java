package dev.weft.context;

import org.jspecify.annotations.Nullable;

/**
 * How a context ended. Exceptions are made on demand: most contexts end because the work is done, and nobody asks why.
 */
final class End {
    /** Cancelled for no particular reason. */
    static final End CANCELED = new End(false, null);

    /** For a function: called off. */
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
     * The end of a third-party context.
     *
     * @param done a context that is done; if its {@code err} is null all the same, it counts as cancelled
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
     * What {@code err} returns: a new exception, with the stack trace of the caller.
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

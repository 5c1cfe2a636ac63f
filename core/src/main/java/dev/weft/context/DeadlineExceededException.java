package dev.weft.context;

import org.jspecify.annotations.Nullable;

/**
 * The deadline of the context has passed, Go's {@code context.DeadlineExceeded}. The message is Go's: {@code context
 * deadline exceeded}.
 */
public final class DeadlineExceededException extends ContextException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception, without a cause. */
    public DeadlineExceededException() {
        this(null);
    }

    /**
     * Creates the exception.
     *
     * @param cause what was given as the cause together with the deadline; null: nothing
     */
    public DeadlineExceededException(@Nullable Exception cause) {
        super("context deadline exceeded", cause);
    }

    /**
     * Whether an exception comes from a context whose deadline has passed: it is one of this class, or has one among its causes; Go's {@code
     * errors.Is(err, context.DeadlineExceeded)}. Where there are several {@link ContextException}s, the first one decides: what a context was
     * given as its cause does not change how it came to its end.
     *
     * @param t the exception; null: there is none
     * @return true if so
     */
    public static boolean in(@Nullable Throwable t) {
        return first(t) instanceof DeadlineExceededException;
    }
}

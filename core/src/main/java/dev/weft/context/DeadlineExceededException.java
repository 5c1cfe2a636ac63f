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
     * @param cause what was given as the cause together with the deadline; null if nothing was
     */
    public DeadlineExceededException(@Nullable Exception cause) {
        super("context deadline exceeded", cause);
    }

    /**
     * Returns whether an exception comes from a context whose deadline has passed, Go's {@code errors.Is(err,
     * context.DeadlineExceeded)}: it, or one of its causes, is of this class. If there are several {@link
     * ContextException}s, the first one decides: the cause that a context was given does not change how that context
     * ended.
     *
     * @param t the exception; null if there is none
     * @return true if so
     */
    public static boolean in(@Nullable Throwable t) {
        return first(t) instanceof DeadlineExceededException;
    }
}

package dev.weft.context;

import org.jspecify.annotations.Nullable;

/** The context was cancelled, Go's {@code context.Canceled}. The message is Go's: {@code context canceled}. */
public final class CanceledException extends ContextException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception, without a cause. */
    public CanceledException() {
        this(null);
    }

    /**
     * Creates the exception.
     *
     * @param cause why the context was cancelled; null if for no particular reason
     */
    public CanceledException(@Nullable Exception cause) {
        super("context canceled", cause);
    }

    /**
     * Returns whether an exception comes from a cancelled context, Go's {@code errors.Is(err, context.Canceled)}: it,
     * or one of its causes, is of this class. If there are several {@link ContextException}s, the first one decides:
     * the cause that a context was given does not change how that context ended.
     *
     * @param t the exception; null if there is none
     * @return true if so
     */
    public static boolean in(@Nullable Throwable t) {
        return first(t) instanceof CanceledException;
    }
}

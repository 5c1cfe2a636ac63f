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
     * @param cause why the context was cancelled; null: nothing in particular
     */
    public CanceledException(@Nullable Exception cause) {
        super("context canceled", cause);
    }

    /**
     * Whether an exception comes from a cancelled context: it is one of this class, or has one among its causes; Go's {@code
     * errors.Is(err, context.Canceled)}. Where there are several {@link ContextException}s, the first one decides: what a context was
     * given as its cause does not change how it came to its end.
     *
     * @param t the exception; null: there is none
     * @return true if so
     */
    public static boolean in(@Nullable Throwable t) {
        return first(t) instanceof CanceledException;
    }
}

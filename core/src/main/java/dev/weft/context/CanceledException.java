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
}

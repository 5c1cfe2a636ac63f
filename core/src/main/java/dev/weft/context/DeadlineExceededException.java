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
}

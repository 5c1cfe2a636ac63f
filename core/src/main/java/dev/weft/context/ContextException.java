package dev.weft.context;

import org.jspecify.annotations.Nullable;

/**
 * Why a context is done, from {@link Context#err}: its time was over, or it was cancelled.
 *
 * <p>As {@code err} returns it, its cause is the {@link Context#cause} of the context, if one was given.
 */
public abstract sealed class ContextException extends RuntimeException
        permits CanceledException, DeadlineExceededException {
    private static final long serialVersionUID = 1L;

    ContextException(String message, @Nullable Exception cause) {
        super(message, cause);
    }
}

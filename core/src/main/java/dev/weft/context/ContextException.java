package dev.weft.context;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Why a context is done, as {@link Context#err} returns it: its deadline passed, or it was cancelled.
 *
 * <p>Its own cause is the {@link Context#cause} of the context, if one was given.
 */
public abstract sealed class ContextException extends RuntimeException
        permits CanceledException, DeadlineExceededException {
    private static final long serialVersionUID = 1L;

    ContextException(String message, @Nullable Exception cause) {
        super(message, cause);
    }

    /** The first exception of this class among an exception and its causes. */
    static @Nullable ContextException first(@Nullable Throwable t) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>()); // causes may form a circle
        for (Throwable cause = t; cause != null && seen.add(cause); cause = cause.getCause()) {
            if (cause instanceof ContextException found) {
                return found;
            }
        }
        return null;
    }
}

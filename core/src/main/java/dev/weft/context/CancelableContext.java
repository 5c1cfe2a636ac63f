package dev.weft.context;

import org.jspecify.annotations.Nullable;

/**
 * A {@link Context} that can be cancelled: the context and the {@code cancel} function of Go's {@code ctx, cancel :=
 * context.WithCancel(parent)} in one.
 *
 * <p>It is {@link AutoCloseable}, so that {@code try (var ctx = Context.withCancel(parent)) { … }} stands for {@code
 * defer cancel()}. Pass it as a {@code Context} to the code that works on its behalf.
 *
 * <p><b>Memory consistency effects</b>: those of {@link Context}.
 */
public sealed interface CancelableContext extends Context, AutoCloseable permits CancelContext {
    /**
     * Cancels this context and all contexts derived from it. When it returns, they are done; it does not wait for the
     * code that uses them to notice. Does nothing if this context is already done.
     */
    void cancel();

    /**
     * Cancels this context and all contexts derived from it, and says why; Go's {@code CancelCauseFunc}.
     *
     * @param cause what {@link #cause} will return; it is also the cause of the {@link CanceledException} that {@link
     *     #err} will return. Null if there is no particular reason
     */
    void cancel(@Nullable Exception cause);

    /** Does the same as {@link #cancel()}, for try-with-resources. */
    @Override
    void close();
}

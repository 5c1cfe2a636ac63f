package dev.weft.context;

import org.jspecify.annotations.Nullable;

/**
 * A {@link Context} that can be cancelled: the context and the {@code cancel} function of Go's {@code ctx, cancel :=
 * context.WithCancel(parent)} in one.
 *
 * <p>It is {@link AutoCloseable}, so that {@code try (var ctx = Context.withCancel(parent)) { … }} stands for {@code defer
 * cancel()}. Whoever works on behalf of it gets it as a {@code Context}.
 *
 * <p><b>Memory consistency effects</b>: those of {@link Context}.
 */
public sealed interface CancelableContext extends Context, AutoCloseable permits CancelContext {
    /**
     * Cancels this context and all that are derived from it. When it returns, they are done; it does not wait for those
     * who work to notice. Does nothing if this context is done already.
     */
    void cancel();

    /**
     * Cancels this context and all that are derived from it, and says why; Go's {@code CancelCauseFunc}.
     *
     * @param cause what {@link #cause} will return, and the cause of what {@link #err} will return, which is a {@link
     *     CanceledException} all the same; null: nothing in particular
     */
    void cancel(@Nullable Exception cause);

    /** Does the same as {@link #cancel()}, for try-with-resources. */
    @Override
    void close();
}

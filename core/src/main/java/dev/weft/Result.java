package dev.weft;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A value or an error, to send over a channel: what Go programs send as a struct of both.
 *
 * <pre>{@code
 * Channel<Result<Page>> pages = Channel.make();
 * go(() -> pages.send(Result.of(() -> fetch(url))));
 * Page page = pages.receive().valueOrThrow();
 * }</pre>
 *
 * @param value the value; usually null if there is an error, though as in Go it need not be
 * @param error the error; null if there is none
 * @param <T> the type of the value
 */
public record Result<T>(@Nullable T value, @Nullable Exception error) {
    /**
     * Calls a function and captures its result or its exception. An interrupt is not captured but thrown, since it asks
     * the caller to stop; so is an {@link Error}.
     *
     * @param call what to call
     * @param <T> the type of the value
     * @return a result with the value that it returned, or with the exception object that it threw
     * @throws InterruptedException if the function throws it
     * @throws UncheckedInterruptedException if the function throws it
     */
    public static <T> Result<T> of(Call<? extends T, ?> call) throws InterruptedException {
        Objects.requireNonNull(call, "call");
        try {
            return new Result<>(call.call(), null);
        } catch (Exception e) {
            if (e instanceof InterruptedException interrupted) {
                throw interrupted;
            }
            if (e instanceof UncheckedInterruptedException interrupted) {
                throw interrupted;
            }
            return new Result<>(null, e);
        }
    }

    /**
     * Returns the value, or throws the error if there is one.
     *
     * @return the value
     * @throws Exception the error itself, if there is one
     */
    @SuppressWarnings("NullAway") // without an error, the value is null only if the function returned null
    public T valueOrThrow() throws Exception {
        if (error != null) {
            throw error;
        }
        return value;
    }
}

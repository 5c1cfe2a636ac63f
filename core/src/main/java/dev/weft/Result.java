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
 * @param value the value; mostly null if there is an error, but as in Go it need not be
 * @param error the error; null: there is none
 * @param <T> the type of the value
 */
public record Result<T>(@Nullable T value, @Nullable Exception error) {
    /**
     * Calls a function, and keeps what comes of it. An interrupt passes, as it asks the caller to stop; so does an {@link
     * Error}.
     *
     * @param call what to call
     * @param <T> the type of the value
     * @return what it has returned, or the exception that it has thrown, that very object
     * @throws InterruptedException if it throws that
     * @throws UncheckedInterruptedException if it throws that
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
     * The value, if there is no error.
     *
     * @return the value
     * @throws Exception the error, if there is one: that very object
     */
    @SuppressWarnings("NullAway") // the value is null without an error only if the function has returned null
    public T valueOrThrow() throws Exception {
        if (error != null) {
            throw error;
        }
        return value;
    }
}

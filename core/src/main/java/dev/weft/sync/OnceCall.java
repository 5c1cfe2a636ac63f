package dev.weft.sync;

import dev.weft.Call;
import dev.weft.internal.wait.StackReserve;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What {@link Once#func} and {@link Once#value} return: the function, until it has run; then its outcome.
 *
 * <p>It does not use a {@link Once}: if the stack overflowed on the way from the Once to the function, the Once would
 * count as done, with neither a result nor a failure. Here {@code done} means that there is one of the two.
 */
final class OnceCall<T, X extends Exception> implements Call<T, X> {
    private final Mutex mutex = new Mutex();

    /** Written with the mutex held, after all that follows; read without it. */
    private volatile boolean done;

    private @Nullable Call<T, X> function;
    private @Nullable T result;
    private @Nullable Throwable failure;

    OnceCall(Call<T, X> function) {
        this.function = function;
    }

    @Override
    @SuppressWarnings("NullAway") // the result is null only if the function returned null
    public T call() throws X {
        if (!done) {
            run();
        }
        if (failure != null) {
            throw Failures.<RuntimeException>asIs(failure);
        }
        return result;
    }

    private void run() {
        StackReserve.checkForSeveral(); // for unlock, too
        mutex.lock();
        try {
            if (!done) {
                try {
                    result = Objects.requireNonNull(function).call();
                } catch (Throwable t) {
                    failure = t;
                }
                function = null;
                done = true;
            }
        } finally {
            mutex.unlock();
        }
    }
}

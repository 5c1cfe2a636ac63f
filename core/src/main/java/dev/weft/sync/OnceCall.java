package dev.weft.sync;

import dev.weft.Call;
import dev.weft.Task;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What {@link Once#func} and {@link Once#value} return: the function, until it has run; then what came of it. */
final class OnceCall<T, X extends Exception> implements Call<T, X> {
    private final Once once = new Once();
    private final Task<RuntimeException> run = this::run; // not at each call, which allocates nothing

    // Written inside once, read after it.
    private @Nullable Call<T, X> function;
    private @Nullable T result;
    private @Nullable Throwable failure;

    OnceCall(Call<T, X> function) {
        this.function = function;
    }

    @Override
    @SuppressWarnings("NullAway") // the result is null only if the function returned null
    public T call() throws X {
        once.doOnce(run);
        if (failure != null) {
            throw OnceCall.<RuntimeException>asIs(failure);
        }
        return result;
    }

    private void run() {
        try {
            result = Objects.requireNonNull(function).call();
        } catch (Throwable t) {
            failure = t;
        } finally {
            function = null;
        }
    }

    /** Throws what the function threw, which is an X or unchecked. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Throwable> E asIs(Throwable t) throws E {
        throw (E) t;
    }
}

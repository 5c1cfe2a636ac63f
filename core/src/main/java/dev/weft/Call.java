package dev.weft;

/**
 * A piece of work with a result, which may throw. A {@link java.util.concurrent.Callable} {@code c} is passed as {@code
 * c::call} where any exception may be thrown.
 *
 * @param <T> the type of the result
 * @param <X> what {@link #call} may throw; inferred as unchecked for a lambda that throws no checked exception
 */
@FunctionalInterface
public interface Call<T, X extends Exception> {
    /**
     * Does the work.
     *
     * @return its result
     * @throws X if the work fails
     */
    T call() throws X;
}

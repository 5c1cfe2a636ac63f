package dev.weft;

/**
 * A piece of work without a result, which may throw: the function of a {@code go} statement.
 *
 * <p>Where a method takes a {@code Task<?>}, the work may throw any exception. A {@link Runnable} {@code r} is passed as
 * {@code r::run}.
 *
 * @param <X> what {@link #run} may throw; inferred as unchecked for a lambda that throws no checked exception
 */
@FunctionalInterface
public interface Task<X extends Exception> {
    /**
     * Does the work.
     *
     * @throws X if the work fails
     */
    void run() throws X;
}

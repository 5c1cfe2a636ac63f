package dev.weft;

/**
 * A piece of work on one argument: {@code f} in {@code go f(x)}.
 *
 * @param <A> the type of the argument
 */
@FunctionalInterface
public interface Arg<A> {
    /**
     * Does the work.
     *
     * @param a the argument, evaluated by the goroutine that started this one
     * @throws Exception if the work fails
     */
    void run(A a) throws Exception;
}

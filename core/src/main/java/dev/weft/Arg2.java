package dev.weft;

/**
 * A piece of work on two arguments: {@code f} in {@code go f(x, y)}.
 *
 * @param <A> the type of the first argument
 * @param <B> the type of the second argument
 */
@FunctionalInterface
public interface Arg2<A, B> {
    /**
     * Does the work.
     *
     * @param a the first argument, evaluated by the goroutine that started this one
     * @param b the second argument, likewise
     * @throws Exception if the work fails
     */
    void run(A a, B b) throws Exception;
}

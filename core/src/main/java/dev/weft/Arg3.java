package dev.weft;

/**
 * A piece of work on three arguments: {@code f} in {@code go f(x, y, z)}.
 *
 * @param <A> the type of the first argument
 * @param <B> the type of the second argument
 * @param <C> the type of the third argument
 */
@FunctionalInterface
public interface Arg3<A, B, C> {
    /**
     * Does the work.
     *
     * @param a the first argument, evaluated by the goroutine that started this one
     * @param b the second argument, likewise
     * @param c the third argument, likewise
     * @throws Exception if the work fails
     */
    void run(A a, B b, C c) throws Exception;
}

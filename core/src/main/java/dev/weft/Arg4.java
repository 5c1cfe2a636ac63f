package dev.weft;

/**
 * A piece of work on four arguments: {@code f} in {@code go f(w, x, y, z)}.
 *
 * @param <A> the type of the first argument
 * @param <B> the type of the second argument
 * @param <C> the type of the third argument
 * @param <D> the type of the fourth argument
 */
@FunctionalInterface
public interface Arg4<A, B, C, D> {
    /**
     * Does the work.
     *
     * @param a the first argument, evaluated by the goroutine that started this one
     * @param b the second argument, likewise
     * @param c the third argument, likewise
     * @param d the fourth argument, likewise
     * @throws Exception if the work fails
     */
    void run(A a, B b, C c, D d) throws Exception;
}

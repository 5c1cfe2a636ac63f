/**
 * The algorithms under a model checker, <a href="https://github.com/JetBrains/lincheck">Lincheck</a>: it runs a small
 * program again and again, each time with its threads interleaved in another way, and shows the interleaving that
 * leads to a failure, or to threads that all wait for ever.
 *
 * <ul>
 *   <li>{@code Linearizable…Test}: operations that never wait, or give up at once, in sequences chosen at random, held
 *       against a model that knows nothing of threads. The exceptions of bad use are results like any others.
 *   <li>{@code Blocking…Test}: programs of two to four threads that wait for each other.
 * </ul>
 *
 * <p><b>What is explored, and what is not.</b> The library's own code runs, but for two classes that
 * take the place of core's: {@code Parker}, so that a lost wake-up is seen, and {@code
 * MonotonicClock}, so that time passes when a test says so; with it time-outs and the mutex's starvation mode are
 * explored. The tests run as on a machine with one carrier, where the library never spins before it parks: a spin only
 * puts off what follows, and its end depends on the real clock. Threads are platform threads; Lincheck knows no virtual
 * ones. It interleaves as if every thread saw at once what the others write: memory order is for the jcstress tests. And
 * it tries a part of the interleavings only; {@code -Dweft.modelcheck=long} tries 30 times as many.
 */
package dev.weft.modelcheck;

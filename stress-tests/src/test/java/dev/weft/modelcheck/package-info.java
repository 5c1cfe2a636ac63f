/**
 * The algorithms under a model checker, <a href="https://github.com/JetBrains/lincheck">Lincheck</a>: it runs a small
 * program again and again, each time with its threads interleaved in another way, and shows the interleaving that leads
 * to a failure, or to a deadlock.
 *
 * <ul>
 * <li>{@code Linearizable…Test}: random sequences of operations that never wait, or give up at once, compared with a
 * model that knows nothing of threads. Exceptions for bad use are results like any others.
 *   <li>{@code Blocking…Test}: programs of two to four threads that wait for each other.
 * </ul>
 *
 * <p><b>What is explored, and what is not.</b> The library's own code runs, except for three classes that replace core's:
 * {@code Parker}, so that a lost wake-up is noticed, {@code RealClock}, so that time passes when a test says
 * so, and {@code StackRoom}, which only uses up stack. With the clock, time-outs and the mutex's starvation mode are explored. The tests run as on a machine with one
 * carrier, where the library never spins before it parks: a spin only delays what follows, and its end depends on the
 * real clock. Threads are platform threads; Lincheck does not support virtual ones. It interleaves as if every thread
 * saw at once what the others write: memory order is left to the jcstress tests. And it tries only a part of the
 * interleavings; {@code -Dweft.modelcheck=long} tries 30 times as many.
 */
package dev.weft.modelcheck;

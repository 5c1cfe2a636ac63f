/**
 * The room of waiting: how one thread waits, and how another one ends that. It knows the room of time, and nothing of
 * channels or goroutines. Not exported.
 *
 * <ul>
 *   <li>{@link dev.weft.internal.wait.Parker} is the only place that parks a thread, {@link
 *       dev.weft.internal.wait.WaitReason} what a thread dump shows of it;
 *   <li>{@link dev.weft.internal.wait.Wait} is one wait of one thread, {@link dev.weft.internal.wait.Waiter} its place in
 *       one {@link dev.weft.internal.wait.WaitQueue}, {@link dev.weft.internal.wait.SpinLock} the short lock that guards
 *       the queue;
 *   <li>{@link dev.weft.internal.wait.SpinPolicy} says how long a thread spins before it parks, {@link
 *       dev.weft.internal.wait.Scheduling} lets other goroutines run, {@link dev.weft.internal.wait.Nap} lets time pass
 *       where nothing may be thrown.
 * </ul>
 *
 * <p><b>Failures of the virtual machine.</b> Nothing is allocated while a {@code SpinLock} is held. To wait never throws:
 * where parking fails, for lack of memory or of native threads, a wait says so, and whoever waits leaves the queue before
 * anything is thrown; what must not fail, as the lock that {@code Cond.await} takes again, polls. So after an {@link
 * java.lang.OutOfMemoryError} every object is as if the operation had happened, or as if it had not. What is left of {@link
 * java.lang.StackOverflowError} stands at {@link dev.weft.internal.wait.StackReserve}.
 */
@NullMarked
package dev.weft.internal.wait;

import org.jspecify.annotations.NullMarked;

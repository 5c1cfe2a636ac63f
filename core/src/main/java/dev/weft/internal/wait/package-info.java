/**
 * How one thread waits, and how another ends that wait. This package depends only on {@code internal.time}, {@code
 * internal.trace} and {@code internal.scheduler}, and knows nothing of channels or goroutines. Not exported.
 *
 * <ul>
 *   <li>{@link dev.weft.internal.wait.Parker} is the only place that parks threads, other than the library's own;
 *   <li>{@link dev.weft.internal.wait.Wait} is one wait of one thread, and the blocker with which it parks; {@link
 *       dev.weft.internal.wait.WaitReason} says what it waits for, {@link dev.weft.internal.wait.Waiter} is its place
 *       in one {@link dev.weft.internal.wait.WaitQueue}, and {@link dev.weft.internal.wait.SpinLock} the short lock
 *       that guards the queue;
 *   <li>{@link dev.weft.internal.wait.SpinPolicy} says how long a thread spins before it parks, in units of a {@link
 *       dev.weft.internal.wait.LineTransfer}, {@link dev.weft.internal.wait.SpinCredit} whether it spins at all, and {@link
 *       dev.weft.internal.wait.LongProbe} when it may do so for long;
 *   <li>{@link dev.weft.internal.wait.Scheduling} lets other goroutines run, and {@link dev.weft.internal.wait.Nap} lets
 *       time pass where nothing may be thrown.
 * </ul>
 *
 * <p><b>Failures of the virtual machine.</b> Nothing is allocated while a {@code SpinLock} is held. Waiting never
 * throws: if parking fails, for lack of memory or of native threads, the wait reports that, and the waiting thread
 * leaves the queue before it throws. A wait that must not fail, such as the one for the lock that {@code Cond.await}
 * takes again, polls instead. So after an {@link java.lang.OutOfMemoryError} every object is as if the operation had
 * happened, or as if it had not.
 *
 * <p>What is left is the virtual machine's (as observed on JDK 25.0.3; the locks of {@code java.util.concurrent} suffer
 * from it, too). If memory or native threads run out while a virtual thread parks for a time, or while a carrier hands
 * it over, the JDK may lose the virtual thread: it never runs again, and what has been handed to it is lost with it. A
 * virtual thread that cannot be unmounted for lack of memory parks together with its carrier; once all carriers are
 * parked that way, no goroutine runs until one of them is woken by a platform thread.
 *
 * <p>For {@link java.lang.StackOverflowError}, {@link dev.weft.internal.wait.StackReserve}
 * says what is guaranteed and what is not.
 */
@NullMarked
package dev.weft.internal.wait;

import org.jspecify.annotations.NullMarked;

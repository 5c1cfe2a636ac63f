/**
 * The algorithms behind the public types; not exported.
 *
 * <p>From the bottom up:
 *
 * <ul>
 *   <li>{@link dev.weft.internal.Parker} is the only place that parks a thread, {@link
 *       dev.weft.internal.WaitReason} what a thread dump shows of it, {@link dev.weft.internal.SpinPolicy}
 *       how long a thread spins before it parks, {@link dev.weft.internal.MonotonicClock} the only clock for
 *       deadlines;
 *   <li>{@link dev.weft.internal.Wait} is one wait of one thread, {@link dev.weft.internal.Waiter} its
 *       place in one {@link dev.weft.internal.WaitQueue}, {@link dev.weft.internal.SpinLock} the short
 *       lock that guards a queue, {@link dev.weft.internal.ChannelQueue} the queue, and the lock, of a channel;
 *   <li>{@link dev.weft.internal.ChannelCore} is what all channels share, and its subclasses are the
 *       kinds of channel;
 *   <li>{@link dev.weft.internal.DoneChannel} is the kind that contexts have, and their tree.
 * </ul>
 */
@NullMarked
package dev.weft.internal;

import org.jspecify.annotations.NullMarked;

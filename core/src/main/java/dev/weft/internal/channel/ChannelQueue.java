package dev.weft.internal.channel;

import dev.weft.internal.wait.WaitQueue;
import dev.weft.internal.wait.Waiter;
import org.jspecify.annotations.Nullable;

/**
 * The waiters of one channel, senders and receivers in one list; the lock that guards the whole channel; and the two
 * ways in which a waiter is served: {@link #hand} gives a value to a receiver, {@link #takeFromSender} takes one from a
 * sender.
 *
 * <p>One list serves both sides because senders and receivers hardly ever wait at the same time: an operation that
 * finds a partner waiting does not queue up. The only exception is a select that both sends and receives on this
 * channel, and there can be only one, since two would have paired with each other. Its waiters are marked as
 * {@linkplain Waiter#isTwoSided two-sided}. So a search for one side ends at the first live waiter of the other side,
 * unless that waiter is two-sided, however many wait behind it.
 *
 * <p>A channel is <em>one</em> object for speed: an operation on a channel that another processor has just used has to
 * fetch every cache line that it touches. With the lock, both ends of the list and the rest of the channel side by
 * side, instead of in three objects, an element through an unbuffered channel took 128 ns instead of 152, a ping-pong
 * 263 instead of 320, and an element from 4 senders to 1 receiver 102 instead of 137 (2 cores, JDK 25).
 *
 * <p>A sender is a waiter with an element; a receiver has none while it is queued. {@code partner} is the waiter that
 * the current operation has served; it is null whenever the lock is free.
 */
abstract class ChannelQueue extends WaitQueue {
    private @Nullable Waiter partner;

    ChannelQueue() {}

    // Serving a waiter.

    /** Hands a value to the longest-waiting receiver, if there is one. With the lock held. */
    final boolean hand(Object value) {
        Waiter receiver = pollReceiver();
        if (receiver == null) {
            return false;
        }
        give(receiver, value);
        return true;
    }

    /** Gives a value to a receiver that has been polled. With the lock held. */
    final void give(Waiter receiver, Object value) {
        receiver.element = value;
        receiver.ok = true;
        partner = receiver;
    }

    /** Takes the value of the longest-waiting sender, or null if there is none. With the lock held. */
    final @Nullable Object takeFromSender() {
        Waiter sender = pollSender();
        if (sender == null) {
            return null;
        }
        sender.ok = true;
        partner = sender;
        Object value = sender.element;
        sender.element = null;
        return value;
    }

    /** Frees the lock, then signals the waiter that the operation has served, if any. */
    public final void unlockAndWake() {
        Waiter served = partner;
        if (served == null) {
            unlock();
        } else {
            partner = null;
            unlock();
            served.owner().signal();
        }
    }

    // Who waits.

    /** Whether a sender waits that can be claimed; drops the dead waiters that it meets. With the lock held. */
    final boolean hasSender() {
        return first(true) != null;
    }

    /** Whether a receiver waits that can be claimed; drops the dead waiters that it meets. With the lock held. */
    final boolean hasReceiver() {
        return first(false) != null;
    }

    /**
     * Whether there may be a sender; without the lock, so a guess. The guess may be wrong about waiters that are just
     * coming or going, or that are dead, but it must not miss a sender for long: a select that does not see its partner
     * would never choose it while another case is ready. Only the first waiter is looked at; if it is two-sided, the
     * answer is yes, since there may be a sender behind it.
     */
    final boolean looksLikeSender() {
        Waiter w = first();
        return w != null && (w.isTwoSided() || w.element != null);
    }

    /** Whether there may be a receiver; a guess like {@link #looksLikeSender}. */
    final boolean looksLikeReceiver() {
        Waiter w = first();
        return w != null && (w.isTwoSided() || w.element == null);
    }

    /** Takes out the longest-waiting sender and claims it; null if there is none. With the lock held. */
    final @Nullable Waiter pollSender() {
        return poll(true);
    }

    /** Takes out the longest-waiting receiver and claims it; null if there is none. With the lock held. */
    final @Nullable Waiter pollReceiver() {
        return poll(false);
    }

    /**
     * Takes out all receivers and claims them, and then all other waiters.
     *
     * @return the first of a chain for {@link #signalAll}
     */
    final @Nullable Waiter pollAllReceiversFirst() {
        Waiter first = pollReceiver();
        Waiter last = first;
        while (last != null) {
            Waiter receiver = pollReceiver();
            if (receiver == null) {
                chain(last, pollAll());
                return first;
            }
            chain(last, receiver);
            last = receiver;
        }
        return pollAll();
    }

    /**
     * Describes who waits, for debuggers. A debugger may have suspended the holder of the lock, so this does not wait
     * for the lock.
     *
     * @return the numbers of senders and receivers, or a question mark if the lock is taken
     */
    final String describeWaiters() {
        if (!tryLockNow()) {
            return "waiters ?";
        }
        int senders = 0;
        int receivers = 0;
        for (Waiter w = first(); w != null; w = w.next()) {
            if (w.owner().claimable()) {
                if (w.element == null) {
                    receivers++;
                } else {
                    senders++;
                }
            }
        }
        unlock();
        return "senders " + senders + ", receivers " + receivers;
    }

    private @Nullable Waiter poll(boolean sender) {
        for (Waiter w = first(sender); w != null; w = first(sender)) {
            unlink(w);
            if (w.owner().claim(w)) {
                return w;
            }
        }
        return null;
    }

    private @Nullable Waiter first(boolean sender) {
        for (Waiter w = first(); w != null;) {
            Waiter following = w.next();
            if (!w.owner().claimable()) {
                unlink(w);
            } else if ((w.element != null) == sender) {
                return w;
            } else if (!w.isTwoSided()) {
                return null;
            }
            w = following;
        }
        return null;
    }
}

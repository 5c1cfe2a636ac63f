package dev.weft.internal.channel;

import dev.weft.internal.wait.WaitQueue;
import dev.weft.internal.wait.Waiter;
import org.jspecify.annotations.Nullable;

/**
 * The waiters of one channel, senders and receivers in one list, the lock that guards all that the channel is, and the
 * two ways in which a waiter is served: {@link #hand} gives a value to a receiver, {@link #takeFromSender} takes one
 * from a sender.
 *
 * <p>One list serves both sides because there is hardly ever anybody on both: an operation that finds a partner waiting
 * does not queue up. The only one that can stand here as a sender and as a receiver at the same time is a select that
 * does both on this channel, and only one such select, since two would have met. Its waiters are marked as {@linkplain
 * Waiter#isTwoSided two-sided}. So a search for one side ends at the first live waiter of the other one, unless that is
 * two-sided, however many may wait behind it.
 *
 * <p>And it must be <em>one</em> object, for speed: an operation on a channel that another processor has just worked on
 * has to fetch every cache line that it touches. With the lock, both ends of the list and the rest of a channel side by
 * side, instead of in three objects, an element through an unbuffered channel took 128 ns instead of 152, a ping-pong 263
 * instead of 320, and 4 to 1 goroutines 102 instead of 137 (2 cores, JDK 25).
 *
 * <p>A sender is a waiter with an element; a receiver has none while it is queued. {@code partner} is the waiter that the
 * operation under way has served; it is null whenever the lock is free.
 */
abstract class ChannelQueue extends WaitQueue {
    private @Nullable Waiter partner;

    ChannelQueue() {}

    // Serving a waiter.

    /** Hands a value to the longest waiting receiver, if there is one. With the lock held. */
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

    /** Takes the value of the longest waiting sender, or null if nobody waits. With the lock held. */
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

    /** Whether a sender waits that could be claimed; drops the dead waiters that it meets. With the lock held. */
    final boolean hasSender() {
        return first(true) != null;
    }

    /** Whether a receiver waits that could be claimed; drops the dead waiters that it meets. With the lock held. */
    final boolean hasReceiver() {
        return first(false) != null;
    }

    /**
     * Whether there may be a sender; without the lock, so a guess. It may be wrong about those that are just coming or
     * going, or dead, but it must not be wrong about one for long: a select that does not see its partner would never
     * choose it while something else is ready. So it looks past nobody: behind a two-sided waiter there may be one.
     */
    final boolean looksLikeSender() {
        Waiter w = first();
        return w != null && (w.isTwoSided() || w.element != null);
    }

    /** Whether there may be a receiver; in the same way. */
    final boolean looksLikeReceiver() {
        Waiter w = first();
        return w != null && (w.isTwoSided() || w.element == null);
    }

    /** Takes out the longest waiting sender and claims it; null if there is none. With the lock held. */
    final @Nullable Waiter pollSender() {
        return poll(true);
    }

    /** Takes out the longest waiting receiver and claims it; null if there is none. With the lock held. */
    final @Nullable Waiter pollReceiver() {
        return poll(false);
    }

    /**
     * Takes out all receivers and claims them, and then all that are left.
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
     * Who waits, in words; for a debugger, where all threads stand still: so it does not wait for the lock.
     *
     * @return a list of numbers, or a question mark if the lock is taken
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

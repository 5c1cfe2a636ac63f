package dev.weft.internal.channel;

import dev.weft.internal.time.Clock;
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
 * <p><b>A lone waiter.</b> Each access to a waiter fetches its cache line from the thread that spins on it, which has
 * to fetch it back for its next look. So the most common case gets by with one access: a queue that holds exactly one
 * waiter, and not a select's, says so in {@code lone}, and keeps its value in {@code passing}, beside the lock. It is
 * served without a look at the waiter, until the signal. For the same reason, what a receiver is given waits in {@code
 * passing} until the lock is free, and is written together with the signal. Nothing else is written: a waiter's {@code
 * ok} is true from the beginning, and only a close makes it false. An element through an unbuffered channel took 110 ns
 * instead of 158, a ping-pong 232 instead of 261, an element through a buffer of one 105 instead of 160, and one from 4
 * senders to 4 receivers 115 instead of 165 (medians of five JVMs each, in turn, on a machine whose round trip of a
 * cache line changed meanwhile).
 *
 * <p>A sender is a waiter with an element; a receiver has none while it is queued. {@code partner} is the waiter that
 * the current operation has served. Invariants, whenever the lock is free:
 *
 * <ol>
 *   <li>{@code partner} is null.
 *   <li>If {@code lone} is not 0, the queue holds exactly one waiter, which is its own owner, and {@code lone} says
 *       whether it is a sender. ({@link WaitQueue} clears it with every change. While an operation holds the lock, it may
 *       also say that the partner was the lone waiter, and so is its own owner.)
 *   <li>{@code passing} is null unless {@code lone} says that it is a sender, and then its element.
 * </ol>
 *
 * <p>One field suffices for both, the element of a lone sender and the one for a receiver, because an operation gives to a
 * receiver only if no sender waits (or if the lone waiter is the receiver itself): by (3), {@code passing} is null then.
 */
abstract class ChannelQueue extends WaitQueue {
    private static final byte SENDER = 1;
    private static final byte RECEIVER = 2;

    /** The partner of the operation that holds the lock was the lone waiter. */
    private static final byte SERVED = 3;

    // All of these are guarded by the lock.

    /** The element of the lone waiter, if that is a sender; while there is a partner, what that receiver is given. */
    private @Nullable Object passing;

    private @Nullable Waiter partner;

    /**
     * For subclasses.
     *
     * @param clock the clock that it follows, or of the bubble that it belongs to; null if there is neither
     */
    ChannelQueue(@Nullable Clock clock) {
        super(clock);
    }

    // Waiting.

    /** Adds a waiter that is its own owner, at the end. With the lock held. */
    final void addSingle(Waiter w, @Nullable Object value) {
        boolean alone = isEmpty();
        addLast(w);
        if (alone) {
            lone = value == null ? RECEIVER : SENDER;
            passing = value;
        } else {
            passing = null;
        }
    }

    /**
     * Adds a waiter of a select, at the end. With the lock held.
     *
     * @param w the waiter
     */
    public final void addCase(Waiter w) {
        passing = null;
        addLast(w);
    }

    /** Takes out a waiter that gives up; false if it is no longer there. With the lock held. */
    final boolean leave(Waiter w) {
        if (!remove(w)) {
            return false;
        }
        passing = null;
        return true;
    }

    // Serving a waiter.

    /** Hands a value to the longest-waiting receiver, if there is one. With the lock held. */
    final boolean hand(Object value) {
        if (lone == 0) {
            Waiter receiver = pollReceiver();
            if (receiver == null) {
                return false;
            }
            give(receiver, value);
            return true;
        }
        if (lone == SENDER) {
            return false;
        }
        partner = pollLone();
        lone = SERVED;
        passing = value;
        return true;
    }

    /** Gives a value to a receiver that has been polled. With the lock held. */
    final void give(Waiter receiver, Object value) {
        partner = receiver;
        passing = value;
    }

    /** Takes the value of the longest-waiting sender, or null if there is none. With the lock held. */
    final @Nullable Object takeFromSender() {
        if (lone == 0) {
            Waiter sender = pollSender();
            if (sender == null) {
                return null;
            }
            partner = sender;
            return sender.element;
        }
        if (lone == RECEIVER) {
            return null;
        }
        partner = pollLone();
        lone = SERVED;
        Object value = passing;
        passing = null;
        return value;
    }

    /** Frees the lock, then gives the waiter that the operation has served its value, if any, and signals it. */
    public final void unlockAndWake() {
        Waiter served = partner;
        if (served == null) {
            unlock();
            return;
        }
        Object given = passing;
        boolean wasLone = lone == SERVED;
        partner = null;
        if (wasLone) {
            lone = 0;
        }
        if (given != null) {
            passing = null;
        }
        unlock();
        if (given != null) {
            served.element = given;
        }
        (wasLone ? served : served.owner()).signal();
    }

    // Who waits.

    /** Whether a sender waits that can be claimed; drops the dead waiters that it meets. With the lock held. */
    final boolean hasSender() {
        return lone == 0 ? first(true) != null : lone == SENDER;
    }

    /** Whether a receiver waits that can be claimed; drops the dead waiters that it meets. With the lock held. */
    final boolean hasReceiver() {
        return lone == 0 ? first(false) != null : lone == RECEIVER;
    }

    /**
     * Whether there may be a sender; without the lock, so a guess. The guess may be wrong about waiters that are just
     * coming or going, or that are dead, but it must not miss a sender for long: a select that does not see its partner
     * would never choose it while another case is ready. Only the first waiter is looked at; if it is two-sided, the
     * answer is yes, since there may be a sender behind it.
     */
    final boolean looksLikeSender() {
        byte only = lone;
        if (only != 0) {
            return only == SENDER;
        }
        Waiter w = first();
        return w != null && (w.isTwoSided() || w.element != null);
    }

    /** Whether there may be a receiver; a guess like {@link #looksLikeSender}. */
    final boolean looksLikeReceiver() {
        byte only = lone;
        if (only != 0) {
            return only == RECEIVER;
        }
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
        passing = null;
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

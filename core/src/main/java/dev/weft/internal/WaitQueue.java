package dev.weft.internal;

import org.jspecify.annotations.Nullable;

/**
 * Waiters, first come, first served: a doubly linked list, so that one who gives up leaves in constant time.
 *
 * <p>All methods are called with the queue's lock held, but for {@link #signalAll}, those about spinning, and the
 * guesses of {@link ChannelQueue}.
 *
 * <p>A waiter of a select may stand in several queues. The first to {@linkplain Wait#claim claim} its wait
 * wins; in the other queues it is <em>dead</em> until its thread takes it out, and is skipped.
 */
public class WaitQueue extends SpinLock {
    private @Nullable Waiter head;
    private @Nullable Waiter tail;

    /** See {@link #spin}; a hint, read and written without the lock. */
    private byte spinCredit = SpinPolicy.NEW_CREDIT;

    /** Creates an empty queue. */
    public WaitQueue() {}

    /**
     * Whether nobody waits.
     *
     * @return true if it has no waiter, not even a dead one
     */
    public final boolean isEmpty() {
        return head == null;
    }

    /**
     * Whether exactly one waits.
     *
     * @return true if it has one waiter
     */
    public final boolean isSingle() {
        return head != null && head == tail;
    }

    /**
     * Adds a waiter at the end.
     *
     * @param w the waiter, which stands in no queue
     */
    public final void addLast(Waiter w) {
        w.queued = true;
        Waiter last = tail;
        if (last == null) {
            head = w;
        } else {
            w.prev = last;
            last.next = w;
        }
        tail = w;
    }

    /**
     * Puts a waiter before all others: one who had its turn in vain.
     *
     * @param w the waiter, which stands in no queue
     */
    public final void addFirst(Waiter w) {
        w.queued = true;
        Waiter first = head;
        if (first == null) {
            tail = w;
        } else {
            w.next = first;
            first.prev = w;
        }
        head = w;
    }

    /**
     * Takes out the longest waiter whose wait can be claimed, and claims it.
     *
     * @return the waiter, which the caller must signal after the lock is free; null if there is none
     */
    public final @Nullable Waiter poll() {
        for (Waiter w = head; w != null; w = head) {
            unlink(w);
            if (w.owner().claim(w)) {
                return w;
            }
        }
        return null;
    }

    /**
     * Takes out all that {@link #poll} would return.
     *
     * @return the first of a chain for {@link #signalAll}
     */
    public final @Nullable Waiter pollAll() {
        Waiter first = poll();
        Waiter last = first;
        while (last != null) {
            last.next = poll();
            last = last.next;
        }
        return first;
    }

    /**
     * Signals every waiter of a chain. Called when no lock is held.
     *
     * @param chain the first waiter, from {@link #pollAll}
     */
    public static void signalAll(@Nullable Waiter chain) {
        for (Waiter w = chain; w != null;) {
            Waiter following = w.next;
            w.next = null; // before the signal: then it is its thread's again
            w.owner().signal();
            w = following;
        }
    }

    /**
     * Takes a waiter out that gives up.
     *
     * @param w the waiter
     * @return false if it no longer stands in the queue: then somebody has claimed it, or it is dead
     */
    public final boolean remove(Waiter w) {
        if (!w.queued) {
            return false;
        }
        unlink(w);
        return true;
    }

    /** Whether whoever waits would be met soon, as far as has been learned. */
    final boolean isPromising() {
        return SpinPolicy.isWorthwhile(spinCredit);
    }

    /**
     * Compares what has been learned about waiting in two queues.
     *
     * @param other another queue
     * @return whether to spin is more promising in this one
     */
    public final boolean isMorePromisingThan(WaitQueue other) {
        return spinCredit > other.spinCredit;
    }

    /**
     * Spins while that is promising, and learns from the result. Without the lock.
     *
     * @param wait a wait that depends on what this queue is part of
     * @return whether it was signalled meanwhile
     */
    public final boolean spin(Wait wait) {
        byte credit = spinCredit;
        boolean met = isPromising() && wait.spin(SpinPolicy.WAIT_NANOS);
        byte learnt = SpinPolicy.learn(credit, met);
        if (learnt != credit) { // the store would take the lock's cache line from whoever holds it
            spinCredit = learnt;
        }
        return met;
    }

    /** The first waiter in the queue, and by its {@code next} all others. */
    final @Nullable Waiter first() {
        return head;
    }

    final void unlink(Waiter w) {
        Waiter before = w.prev;
        Waiter after = w.next;
        if (before == null) {
            head = after;
        } else {
            before.next = after;
        }
        if (after == null) {
            tail = before;
        } else {
            after.prev = before;
        }
        if (before != null) { // or else it is null already, and every store may have to fetch the line
            w.prev = null;
        }
        if (after != null) {
            w.next = null;
        }
        w.queued = false;
    }
}

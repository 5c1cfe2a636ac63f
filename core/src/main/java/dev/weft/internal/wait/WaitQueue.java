package dev.weft.internal.wait;

import org.jspecify.annotations.Nullable;

/**
 * Waiters, first come, first served: a doubly linked list, so that one who gives up leaves in constant time.
 *
 * <p>All methods are called with the queue's lock held, except {@link #signalAll}, those about spinning, and guesses that
 * subclasses make from {@link #first}.
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

    /**
     * How many wait, dead ones included.
     *
     * @return the number of waiters
     */
    public final int count() {
        int n = 0;
        for (Waiter w = head; w != null; w = w.next) {
            n++;
        }
        return n;
    }

    /**
     * Asks the first so many waiters to look around, or more. Without the lock.
     *
     * @param n how many; what {@link #count} has returned reaches all who were waiting then, as newcomers queue up behind
     */
    protected final void pokeFirst(int n) {
        if (n == 0) {
            return;
        }
        Wait[] waits;
        try {
            waits = new Wait[n];
        } catch (OutOfMemoryError e) {
            pokeAllUnderLock();
            return;
        }
        lock();
        Waiter w = head;
        for (int i = 0; i < n && w != null; i++) {
            waits[i] = w.owner();
            w = w.next;
        }
        unlock();
        for (int i = 0; i < n && waits[i] != null; i++) {
            waits[i].poke();
        }
    }

    /** Takes no memory, but long, as it unparks under the lock. */
    private void pokeAllUnderLock() {
        lock();
        for (Waiter w = head; w != null; w = w.next) {
            w.owner().poke();
        }
        unlock();
    }

    /**
     * Whether a partner would probably come while one spins, as far as this queue has learned. Without the lock.
     *
     * @return whether to spin is worthwhile
     */
    public final boolean isPromising() {
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

    /**
     * The first waiter in the queue; {@link Waiter#next} leads to all others.
     *
     * @return the waiter; null if there is none
     */
    protected final @Nullable Waiter first() {
        return head;
    }

    /**
     * Appends to a chain of waiters that are about to be signalled.
     *
     * @param last the last of the chain, which stands in no queue
     * @param following what to append
     */
    protected static void chain(Waiter last, @Nullable Waiter following) {
        last.next = following;
    }

    /**
     * Takes a waiter out.
     *
     * @param w a waiter in this queue
     */
    protected final void unlink(Waiter w) {
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

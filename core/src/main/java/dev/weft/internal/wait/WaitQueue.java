package dev.weft.internal.wait;

import static dev.weft.internal.time.MonotonicClock.NEVER;

import dev.weft.internal.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * A queue of waiters, first come, first served: a doubly linked list, so that a waiter that gives up leaves in constant
 * time.
 *
 * <p>All methods are called with the queue's lock held, except {@link #signalAll}, {@link #pokeFirst} and those about
 * spinning. Subclasses may also call {@link #first} without the lock, as a guess.
 *
 * <p>A select has waiters in several queues, all of the same wait. The first thread to {@linkplain Wait#claim claim}
 * that wait wins; the waiters in the other queues are <em>dead</em> from then on, and are skipped until their thread
 * takes them out.
 */
public class WaitQueue extends SpinLock {
    /**
     * The clock of the bubble that this belongs to; null if it belongs to none. Or the real clock, if it belongs to none but
     * follows that clock, so that it cannot be used in bubbles.
     */
    protected final @Nullable Clock clock;

    private @Nullable Waiter head;
    private @Nullable Waiter tail;

    /** See {@link #spin}; a hint, read and written without the lock. */
    private short spinCredit = SpinCredit.NEW;

    /**
     * What a subclass knows about the only waiter. It sets this while exactly one is queued, or for as long as it holds
     * the lock; 0 from the next change of the queue on. Guarded by the lock; without it, subclasses read it as a guess
     * only.
     */
    protected byte lone;

    /** Creates an empty queue, which belongs to the bubble of the current thread, if there is one. */
    public WaitQueue() {
        this(Clock.virtual());
    }

    /**
     * Creates an empty queue.
     *
     * @param clock the clock of the bubble that it belongs to; null if to none
     */
    public WaitQueue(@Nullable Clock clock) {
        this.clock = clock;
    }

    /**
     * The clock of the bubble that this belongs to.
     *
     * @return the clock; null if it belongs to none
     */
    public final @Nullable Clock clock() {
        return clock;
    }

    /**
     * Whether the current thread must neither wait here nor wake those that do, as the queue belongs to a bubble, and the
     * thread does not. For locks, which ask only when they take the lock of this queue anyway, with or without that lock.
     *
     * @return true if it must not
     */
    public final boolean isForeign() {
        return clock != null && clock.isForeign();
    }

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
     * @param w the waiter, which is in no queue
     */
    public final void addLast(Waiter w) {
        Waiter last = tail;
        lone = 0;
        if (last == null) {
            head = w;
        } else {
            w.prev = last;
            last.next = w;
        }
        tail = w;
    }

    /**
     * Puts a waiter in front of all others: one that was woken in vain.
     *
     * @param w the waiter, which is in no queue
     */
    public final void addFirst(Waiter w) {
        Waiter first = head;
        lone = 0;
        if (first == null) {
            tail = w;
        } else {
            w.next = first;
            first.prev = w;
        }
        head = w;
    }

    /**
     * Takes out the longest-waiting waiter whose wait can be claimed, and claims it.
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
     * Takes out the only waiter, without touching it; only while {@link #lone} is not 0.
     *
     * @return the waiter, whose wait nobody else can claim
     */
    protected final @Nullable Waiter pollLone() {
        Waiter only = head;
        head = null;
        tail = null;
        lone = 0;
        return only;
    }

    /**
     * Takes out all waiters that {@link #poll} would return.
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
            w.next = null; // before the signal, after which it belongs to its thread again
            w.owner().signal();
            w = following;
        }
    }

    /**
     * Whether a waiter is in this queue.
     *
     * @param w a waiter that is in this queue or in none
     * @return true if it is
     */
    public final boolean isQueued(Waiter w) {
        return w == head || w.prev != null;
    }

    /**
     * Takes out a waiter that gives up.
     *
     * @param w the waiter
     * @return false if it is no longer in the queue: it has been claimed, or was dead and has been dropped
     */
    public final boolean remove(Waiter w) {
        if (!isQueued(w)) {
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
     * Pokes the first {@code n} waiters, or more. Called without the lock.
     *
     * @param n how many; what {@link #count} has returned reaches all that were waiting then, as newcomers queue up
     *     behind them
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

    /** Takes no memory, but a long time, as it unparks under the lock. */
    private void pokeAllUnderLock() {
        lock();
        for (Waiter w = head; w != null; w = w.next) {
            w.owner().poke();
        }
        unlock();
    }

    /**
     * Whether, from what this queue has learned, a partner will probably come while a thread spins. Called without the
     * lock.
     *
     * @return whether spinning is worthwhile
     */
    public final boolean isPromising() {
        return SpinPolicy.PARALLEL && SpinCredit.isPromising(spinCredit);
    }

    /**
     * Compares what has been learned about waiting in two queues.
     *
     * @param other another queue
     * @return whether spinning is more promising in this one
     */
    public final boolean isMorePromisingThan(WaitQueue other) {
        return spinCredit > other.spinCredit;
    }

    /**
     * Spins if that is promising, and learns from the result. Called without the lock.
     *
     * @param wait a wait for the object that this queue is part of
     * @param deadline the latest time until which the thread is going to wait; if not NEVER, it makes no long probe
     * @return whether it was signalled meanwhile
     */
    public final boolean spin(Wait wait, long deadline) {
        if (!SpinPolicy.PARALLEL || SchedulerChoice.handsOver()) {
            return false;
        }
        short credit = spinCredit;
        if (!SpinCredit.isPromising(credit)) {
            spinCredit = SpinCredit.afterParking(credit);
            return false;
        }
        long usual = SpinPolicy.waitNanos();
        long nanos = SpinCredit.isProbe(credit) && deadline == NEVER
                ? LongProbe.ACCOUNT.nanos(usual, System.nanoTime())
                : usual;
        boolean met = wait.spin(nanos);
        if (met && nanos > usual) {
            LongProbe.ACCOUNT.met(System.nanoTime());
        }
        short learnt = SpinCredit.afterSpinning(credit, met);
        if (learnt != credit) { // the store would take the lock's cache line from its holder
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
     * @param last the last of the chain, which is in no queue
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
        lone = 0;
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
        if (before != null) { // otherwise it is null already, and a store may have to fetch the cache line
            w.prev = null;
        }
        if (after != null) {
            w.next = null;
        }
    }
}

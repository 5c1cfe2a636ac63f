package dev.weft.sync;

import static dev.weft.internal.MonotonicClock.NEVER;

import dev.weft.internal.MonotonicClock;
import dev.weft.internal.SpinPolicy;
import dev.weft.internal.Wait.Wakeup;
import dev.weft.internal.WaitQueue;
import dev.weft.internal.WaitReason;
import dev.weft.internal.Waiter;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;

/**
 * A mutual exclusion lock, Go's {@code sync.Mutex}.
 *
 * <p>It has no owner: one goroutine may lock it and another unlock it. It is not re-entrant: to lock it twice
 * in the same goroutine waits for ever. It is a {@link Lock}, so {@link Cond} and anything else that takes a
 * {@code Lock} works with it.
 *
 * <pre>{@code
 * mu.lock();
 * try {
 *     counter++;
 * } finally {
 *     mu.unlock();
 * }
 * }</pre>
 *
 * <p>Waiters queue up first come, first served, but in <em>normal mode</em> a goroutine that comes at the right
 * moment may take the lock before the one that was just woken, which is fast and mostly harmless. To keep it
 * harmless, a waiter that has waited for more than a millisecond and was overtaken switches the mutex to
 * <em>starvation mode</em>: unlocking then hands the lock straight to the longest waiter and newcomers queue up
 * at the end, until a waiter gets it that is the last, or that waited for less than a millisecond.
 *
 * <p>{@link #lock} ignores interrupts, and keeps the interrupt flag.
 *
 * <p><b>Memory consistency effects</b>: actions before the n-th {@code unlock} <i>happen-before</i> those after
 * the m-th {@code lock} returned, for every n &lt; m. A failed {@code tryLock} has no effects.
 */
public final class Mutex implements Lock {
    /*
     * State: five fields in one int, changed by compare-and-set only.
     *
     *   LOCKED    somebody holds the lock
     *   QUEUED    the queue is not empty
     *   WOKEN     a waiter has been taken out of the queue and signalled, and has yet to try for the lock:
     *             until then nobody else need be woken
     *   STARVING  starvation mode
     *   barges    from BARGE on: how many newcomers have taken the lock past that woken waiter
     *
     * Invariants:
     *   - not LOCKED and QUEUED implies WOKEN: somebody is on the way who will take the lock, and whose unlock
     *     will wake the next. So no waiter is forgotten.
     *   - STARVING implies LOCKED. Hence tryLock and the fast path need not look for it.
     *   - WOKEN and STARVING are never both set.
     *   - QUEUED changes, and WOKEN and STARVING are set, only with the queue's lock held.
     *
     * A waiter queues up only if, with the queue's lock held, its compare-and-set found LOCKED, or WOKEN with
     * all barges used up: in both cases somebody's unlock is still to come, and will see QUEUED.
     *
     * Barges are counted because goroutines are not preempted: one that locks and unlocks in a loop on the only
     * carrier would never let the woken waiter run, hence never learn that it starves. After BARGE_LIMIT of
     * them a newcomer that can wait queues up behind it, and so frees the carrier. (tryLock cannot: a loop over it is
     * a busy loop, which has to yield.)
     */
    private static final int LOCKED = 1;
    private static final int QUEUED = 1 << 1;
    private static final int WOKEN = 1 << 2;
    private static final int STARVING = 1 << 3;
    private static final int BARGE = 1 << 4;
    private static final int BARGE_LIMIT = 4096 * BARGE;
    private static final int BARGES = -BARGE;

    private static final long STARVATION_NANOS = 1_000_000;

    private static final VarHandle STATE;
    private static final VarHandle QUEUE;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            STATE = lookup.findVarHandle(Mutex.class, "state", int.class);
            QUEUE = lookup.findVarHandle(Mutex.class, "queue", WaitQueue.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private volatile int state;

    /** Made when somebody first has to wait, then never changed. */
    private volatile @Nullable WaitQueue queue;

    private final WaitReason reason;

    /** Creates an unlocked mutex. */
    public Mutex() {
        this(WaitReason.MUTEX_LOCK);
    }

    /** Creates an unlocked mutex that is part of something else, which its waiters wait for. */
    Mutex(WaitReason reason) {
        this.reason = reason;
    }

    /** Takes the lock; waits until it is free. Ignores interrupts, and keeps the interrupt flag. */
    @Override
    public void lock() {
        if (!STATE.compareAndSet(this, 0, LOCKED)) {
            acquire(NEVER, false);
        }
    }

    /**
     * Takes the lock if it is free. Never waits. Fails in starvation mode.
     *
     * @return whether it has the lock now
     */
    @Override
    public boolean tryLock() {
        for (;;) {
            int s = state;
            if ((s & LOCKED) != 0) {
                return false;
            }
            if (STATE.compareAndSet(this, s, taken(s, false))) {
                return true;
            }
        }
    }

    @Override
    public void lockInterruptibly() throws InterruptedException {
        checkInterrupt();
        if (!STATE.compareAndSet(this, 0, LOCKED) && acquire(NEVER, true) == Wakeup.INTERRUPTED) {
            throw interrupted();
        }
    }

    @Override
    public boolean tryLock(long time, TimeUnit unit) throws InterruptedException {
        checkInterrupt();
        return time <= 0 ? tryLock() : tryLock(MonotonicClock.deadlineAfter(time, unit));
    }

    /** Waits for the lock until a deadline. */
    boolean tryLock(long deadline) throws InterruptedException {
        if (STATE.compareAndSet(this, 0, LOCKED)) {
            return true;
        }
        Wakeup why = acquire(deadline, true);
        if (why == Wakeup.INTERRUPTED) {
            throw interrupted();
        }
        return why == Wakeup.SIGNALLED;
    }

    /**
     * Frees the lock. Any thread may.
     *
     * @throws IllegalMonitorStateException if it is not locked ({@code sync: unlock of unlocked mutex})
     */
    @Override
    public void unlock() {
        if (!STATE.compareAndSet(this, LOCKED, 0)) {
            release();
        }
    }

    /**
     * A condition in the sense of {@link Lock}, made of a {@link Cond}.
     *
     * @return a new condition
     */
    @Override
    public Condition newCondition() {
        return new CondCondition(new Cond(this));
    }

    @Override
    public String toString() {
        return super.toString() + ((state & LOCKED) == 0 ? "[Unlocked]" : "[Locked]");
    }

    /** Whether the lock may be taken: by the woken waiter whenever nobody holds it, by others if barges are left. */
    private static boolean isFree(int s, boolean woken) {
        return (s & LOCKED) == 0 && (woken || (s & BARGES) < BARGE_LIMIT);
    }

    /** The state after taking the lock. */
    private static int taken(int s, boolean woken) {
        if (woken) {
            return (s | LOCKED) & ~(WOKEN | BARGES);
        }
        return (s & WOKEN) == 0 || (s & BARGES) == BARGE_LIMIT ? s | LOCKED : (s | LOCKED) + BARGE;
    }

    /**
     * Takes the lock, waiting if need be.
     *
     * @return SIGNALLED: it has the lock. INTERRUPTED (only if interruptible) or TIMED_OUT: it has not
     */
    private Wakeup acquire(long deadline, boolean interruptible) {
        int spins = SpinPolicy.mutexSpins();
        boolean woken = false; // whether this is the waiter that WOKEN stands for
        long since = 0; // when it first queued up
        for (;;) {
            int s = state;
            if (isFree(s, woken)) {
                if (STATE.compareAndSet(this, s, taken(s, woken))) {
                    return Wakeup.SIGNALLED;
                }
                SpinPolicy.backOffLong();
                continue;
            }
            if (spins > 0 && (s & (LOCKED | STARVING)) == LOCKED) {
                spins--;
                SpinPolicy.backOffLong();
                continue;
            }
            long now = MonotonicClock.nanoTime();
            if (since == 0) {
                since = now;
            }
            Waiter w = queueUp(woken, now - since > STARVATION_NANOS);
            if (w == null) {
                continue;
            }
            woken = false;
            Wakeup why;
            if (interruptible) {
                why = w.await(deadline);
            } else {
                w.awaitUninterruptibly();
                why = Wakeup.SIGNALLED;
            }
            boolean givingUp = why != Wakeup.SIGNALLED;
            if (givingUp) {
                if (leave(w)) {
                    return why;
                }
                w.awaitUninterruptibly(); // it has just been taken out of the queue: the signal is on its way
            }
            if (w.ok) { // handed over, in starvation mode
                if (MonotonicClock.nanoTime() - since < STARVATION_NANOS || (state & QUEUED) == 0) {
                    clear(STARVING);
                }
                return Wakeup.SIGNALLED;
            }
            if (givingUp) {
                return tryOnceMore() ? Wakeup.SIGNALLED : why;
            }
            woken = true;
        }
    }

    /**
     * Puts the current thread into the queue, if the lock is still not to be had: at the front if it was woken
     * in vain, and in starvation mode from then on if it starves.
     *
     * @return its waiter; null: look again
     */
    private @Nullable Waiter queueUp(boolean woken, boolean starves) {
        Waiter w;
        try {
            w = new Waiter(reason);
        } catch (OutOfMemoryError e) {
            if (woken && tryOnceMore()) {
                release();
            }
            throw e;
        }
        WaitQueue q = queue();
        q.lock();
        int s = state;
        int next = s | QUEUED;
        if (woken) {
            next &= ~(WOKEN | BARGES);
            if (starves) {
                next |= STARVING;
            }
        }
        if (isFree(s, woken) || !STATE.compareAndSet(this, s, next)) {
            q.unlock();
            return null;
        }
        if (woken) {
            q.addFirst(w);
        } else {
            q.addLast(w);
        }
        q.unlock();
        return w;
    }

    /** Takes a waiter that gives up out of the queue; false if it is no longer there. */
    private boolean leave(Waiter w) {
        WaitQueue q = queue();
        q.lock();
        boolean left = q.remove(w);
        if (left && q.isEmpty()) {
            clear(QUEUED | STARVING);
        }
        q.unlock();
        return left;
    }

    /** For a woken waiter that gives up: takes the lock if it is free, or else leaves it to the holder to wake the next. */
    private boolean tryOnceMore() {
        for (;;) {
            int s = state;
            boolean free = isFree(s, true);
            if (STATE.compareAndSet(this, s, free ? taken(s, true) : s & ~(WOKEN | BARGES))) {
                return free;
            }
        }
    }

    private void release() {
        for (;;) {
            int s = state;
            if ((s & LOCKED) == 0) {
                throw new IllegalMonitorStateException("sync: unlock of unlocked mutex");
            }
            if ((s & QUEUED) == 0 || (s & (WOKEN | STARVING)) == WOKEN) {
                if (STATE.compareAndSet(this, s, s & ~(LOCKED | STARVING))) {
                    return;
                }
                continue;
            }
            WaitQueue q = queue();
            q.lock();
            s = state;
            boolean mustWake = (s & (LOCKED | QUEUED)) == (LOCKED | QUEUED) && (s & (WOKEN | STARVING)) != WOKEN;
            int next = q.isSingle() ? s & ~QUEUED : s;
            if ((s & STARVING) == 0) {
                next = (next & ~LOCKED) | WOKEN;
            }
            if (!mustWake || !STATE.compareAndSet(this, s, next)) {
                q.unlock();
                continue;
            }
            Waiter w = Objects.requireNonNull(q.poll());
            w.ok = (s & STARVING) != 0;
            q.unlock();
            w.signal();
            return;
        }
    }

    private void clear(int bits) {
        int s;
        do {
            s = state;
        } while (!STATE.compareAndSet(this, s, s & ~bits));
    }

    private WaitQueue queue() {
        WaitQueue q = queue;
        if (q == null) {
            QUEUE.compareAndSet(this, null, new WaitQueue());
            q = Objects.requireNonNull(queue);
        }
        return q;
    }

    static void checkInterrupt() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    /** Clears the interrupt flag, which a wait has found set. */
    static InterruptedException interrupted() {
        Thread.interrupted();
        return new InterruptedException();
    }
}

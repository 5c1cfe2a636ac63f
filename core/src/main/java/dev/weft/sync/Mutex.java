package dev.weft.sync;

import static dev.weft.internal.time.MonotonicClock.NEVER;
import static dev.weft.sync.MutexState.BARGES;
import static dev.weft.sync.MutexState.LOCKED;
import static dev.weft.sync.MutexState.QUEUED;
import static dev.weft.sync.MutexState.STARVING;
import static dev.weft.sync.MutexState.WOKEN;
import static dev.weft.sync.MutexState.isFree;
import static dev.weft.sync.MutexState.taken;
import static dev.weft.sync.MutexState.wakesNobody;

import dev.weft.internal.time.Clock;
import dev.weft.internal.time.MonotonicClock;
import dev.weft.internal.time.RealClock;
import dev.weft.internal.wait.Nap;
import dev.weft.internal.wait.SpinPolicy;
import dev.weft.internal.wait.StackReserve;
import dev.weft.internal.wait.Wait;
import dev.weft.internal.wait.Wait.Wakeup;
import dev.weft.internal.wait.Waiter;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;

/**
 * A mutual exclusion lock, Go's {@code sync.Mutex}.
 *
 * <p>It has no owner: one goroutine may lock it and another unlock it. It is not re-entrant: a goroutine that locks it
 * twice waits forever. It is a {@link Lock}, so {@link Cond} and anything else that takes a {@code Lock} works with it.
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
 * <p>Waiters queue up first come, first served. In <em>normal mode</em>, however, a goroutine that comes at the right
 * moment may take the lock before a waiter that was just woken, which is fast and mostly harmless. To keep it harmless,
 * a waiter that has waited for more than a millisecond and was overtaken switches the mutex to <em>starvation
 * mode</em>: unlocking then hands the lock directly to the longest-waiting goroutine, and newcomers queue up at the
 * end, until the lock goes to a waiter that is the last in the queue or has waited for less than a millisecond.
 *
 * <p>{@link #lock} ignores interrupts, and keeps the interrupt flag.
 *
 * <p><b>Memory consistency effects</b>: actions before the n-th {@code unlock} <i>happen-before</i> those after
 * the m-th {@code lock} returned, for every n &lt; m. A failed {@code tryLock} has no effects.
 */
public final class Mutex implements Lock {
    private static final long STARVATION_NANOS = 1_000_000;

    private static final VarHandle STATE;
    private static final VarHandle QUEUE;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            STATE = lookup.findVarHandle(Mutex.class, "state", int.class);
            QUEUE = lookup.findVarHandle(Mutex.class, "queue", MutexQueue.class);
            lookup.ensureInitialized(MutexQueue.class); // and so all that waiting takes; see SpinLock
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** See {@link MutexState}. */
    private volatile int state;

    /**
     * Made when a thread first has to wait, and never changed after that. The queue of a mutex that belongs to a bubble is
     * made with the mutex, as it says so.
     */
    private volatile @Nullable MutexQueue queue;

    /** Made on first use. If threads race, any of their objects will do, as its only field is final. */
    private @Nullable Hold hold;

    /** Creates an unlocked mutex. */
    public Mutex() {
        Clock bubble = Clock.virtual();
        if (bubble != null) {
            this.queue = new MutexQueue(false, bubble);
        }
    }

    private Mutex(MutexQueue queue) {
        this.queue = queue;
    }

    /** Creates an unlocked mutex that is part of an {@link RWMutex}, for which its waiters wait. */
    static Mutex ofWriters() {
        return new Mutex(new MutexQueue(true, Clock.virtual()));
    }

    /** Takes the lock; waits until it is free. Ignores interrupts, and keeps the interrupt flag. */
    @Override
    public void lock() {
        StackReserve.checkForSeveral(); // for unlock, too, which usually has as much stack
        lockAgain();
    }

    /** Takes the lock without checking for room on the stack first: to complete an operation that has done so. */
    void lockAgain() {
        if (!takeNow()) {
            acquire(NEVER, false);
        }
    }

    /**
     * Takes the lock if it is free. Never waits. Fails in starvation mode.
     *
     * @return whether the lock was taken
     */
    @Override
    public boolean tryLock() {
        StackReserve.checkForSeveral(); // as in lock
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
        Wait.checkInterrupt();
        StackReserve.checkForSeveral(); // as in lock
        if (!takeNow() && acquire(NEVER, true) == Wakeup.INTERRUPTED) {
            throw Wait.interrupted();
        }
    }

    @Override
    public boolean tryLock(long time, TimeUnit unit) throws InterruptedException {
        Objects.requireNonNull(unit, "unit");
        Wait.checkInterrupt();
        return time <= 0 ? tryLock() : tryLock(MonotonicClock.deadlineAfter(time, unit));
    }

    /**
     * Takes the lock, but waits no longer than the given time.
     *
     * @param timeout how long to wait; zero or less is one attempt
     * @return whether the lock was taken
     * @throws InterruptedException if the thread is interrupted, before or while it waits; then the lock was not taken
     * @throws NullPointerException if the time-out is null
     */
    public boolean tryLock(Duration timeout) throws InterruptedException {
        Objects.requireNonNull(timeout, "timeout");
        Wait.checkInterrupt();
        return timeout.isPositive() ? tryLock(MonotonicClock.deadlineAfter(timeout)) : tryLock();
    }

    /**
     * Takes the lock until the end of a {@code try} block, Go's {@code mu.Lock(); defer mu.Unlock()}. Waits as {@link
     * #lock()} does, and allocates nothing after the first call.
     *
     * <pre>{@code
     * try (var held = mu.hold()) {
     *     counter++;
     * }
     * }</pre>
     *
     * @return the hold; closing it unlocks. Closing it twice unlocks twice
     */
    public Hold hold() {
        Hold h = hold;
        if (h == null) {
            h = this::unlock; // before the lock is taken, as making it may fail
            hold = h;
        }
        lock();
        return h;
    }

    /** Waits for the lock until a deadline. */
    boolean tryLock(long deadline) throws InterruptedException {
        StackReserve.checkForSeveral(); // as in lock
        if (takeNow()) {
            return true;
        }
        Wakeup why = acquire(deadline, true);
        if (why == Wakeup.INTERRUPTED) {
            throw Wait.interrupted();
        }
        return why == Wakeup.SIGNALLED;
    }

    /**
     * Releases the lock. Any thread may do so.
     *
     * @throws IllegalMonitorStateException if it is not locked ({@code sync: unlock of unlocked mutex})
     */
    @Override
    public void unlock() {
        if (!freeNow()) {
            StackReserve.check();
            release();
        }
    }

    /** Releases the lock without checking for room on the stack first: to complete an operation that has done so. */
    void unlockAgain() {
        if (!freeNow()) {
            release();
        }
    }

    /**
     * Takes the lock if a newcomer may have it at this moment. It looks first: where waiters are queued, the state is
     * never 0, and an attempt with 0 would cost as much as the one that follows. (Eight goroutines took 25 ns a lock
     * and unlock with two such attempts, and 13 with two looks.)
     */
    private boolean takeNow() {
        int s = state;
        return isFree(s, false) && STATE.compareAndSet(this, s, taken(s, false));
    }

    /** Releases the lock if it is locked, and nobody is to be woken. */
    private boolean freeNow() {
        int s = state;
        return wakesNobody(s) && STATE.compareAndSet(this, s, s & ~(LOCKED | STARVING));
    }

    /**
     * Returns a condition in the sense of {@link Lock}, made of a {@link Cond}.
     *
     * @return a new condition
     */
    @Override
    public Condition newCondition() {
        return new CondCondition(new Cond(this));
    }

    @Override
    public String toString() {
        return super.toString() + (isLocked() ? "[Locked]" : "[Unlocked]");
    }

    /** Whether it is locked at this moment. */
    boolean isLocked() {
        return (state & LOCKED) != 0;
    }

    /**
     * Takes the lock, waiting if need be. There is enough stack for it.
     *
     * @return SIGNALLED if it took the lock; INTERRUPTED (only if interruptible) or TIMED_OUT if not
     */
    private Wakeup acquire(long deadline, boolean interruptible) {
        int spins = SpinPolicy.mutexSpins();
        boolean woken = false; // whether this is the waiter that WOKEN stands for
        long since = 0; // when it first queued up
        long nap = Nap.FIRST;
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
                long start = SpinPolicy.backOffLong();
                if (!isLocked()) {
                    SpinPolicy.freedMeanwhile(start);
                }
                continue;
            }
            long now = RealClock.INSTANCE.nanoTime(); // fairness is about real time, even in a bubble
            if (since == 0) {
                since = now;
            }
            Waiter w = queueUp(woken, now - since > STARVATION_NANOS);
            if (w == null) {
                continue;
            }
            if (w == Waiter.NOBODY) {
                Wakeup why = interruptible ? Wait.reasonToGiveUp(deadline) : null;
                if (why != null) {
                    return woken && tryOnceMore() ? Wakeup.SIGNALLED : why;
                }
                nap = Nap.take(nap);
                continue;
            }
            woken = false;
            Wakeup why;
            if (interruptible) {
                why = w.await(deadline, queue().clock());
            } else {
                w.awaitUninterruptibly(queue().clock());
                why = Wakeup.SIGNALLED;
            }
            boolean givingUp = why != Wakeup.SIGNALLED;
            if (givingUp) {
                if (leave(w)) {
                    w.throwFailure();
                    return why;
                }
                w.awaitUninterruptibly(); // it has just been taken out of the queue: the signal is on its way
            }
            if (w.ok) { // handed over, in starvation mode
                if (RealClock.INSTANCE.nanoTime() - since < STARVATION_NANOS || (state & QUEUED) == 0) {
                    clear(STARVING);
                }
                return Wakeup.SIGNALLED;
            }
            if (givingUp) {
                if (tryOnceMore()) {
                    return Wakeup.SIGNALLED;
                }
                w.throwFailure();
                return why;
            }
            woken = true;
        }
    }

    /**
     * Puts the current thread into the queue, if the lock still cannot be taken: at the front if the thread was woken
     * in vain, and with a switch to starvation mode if it starves.
     *
     * @return its waiter; null if it must look again; {@link Waiter#NOBODY} if there is no memory to queue up with, so
     *     that it has to poll
     */
    private @Nullable Waiter queueUp(boolean woken, boolean starves) {
        MutexQueue q;
        Waiter w;
        try {
            q = queue();
            w = new Waiter(q.reason());
        } catch (OutOfMemoryError e) {
            return Waiter.NOBODY;
        }
        q.lockAgain();
        if (q.isForeign()) {
            q.unlock();
            throw q.foreign("lock of");
        }
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
        MutexQueue q = queue();
        q.lockAgain();
        boolean left = q.remove(w);
        if (left && q.isEmpty()) {
            clear(QUEUED | STARVING);
        }
        q.unlock();
        return left;
    }

    /**
     * For a woken waiter that gives up: takes the lock if it is free, and otherwise leaves it to the holder to wake the
     * next waiter.
     */
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
            if (wakesNobody(s)) {
                if (STATE.compareAndSet(this, s, s & ~(LOCKED | STARVING))) {
                    return;
                }
                continue;
            }
            MutexQueue q = queue();
            q.lockAgain();
            if (q.isForeign()) {
                q.unlock();
                throw q.foreign("unlock of");
            }
            s = state;
            boolean mustWake = (s & LOCKED) != 0 && !wakesNobody(s);
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

    private MutexQueue queue() {
        MutexQueue q = queue;
        if (q == null) {
            QUEUE.compareAndSet(this, null, new MutexQueue(false, null));
            q = Objects.requireNonNull(queue);
        }
        return q;
    }

    static void checkInterrupt() throws InterruptedException {
        Wait.checkInterrupt();
    }
}

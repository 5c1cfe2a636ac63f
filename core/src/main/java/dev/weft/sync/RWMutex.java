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
import java.util.concurrent.locks.ReadWriteLock;
import org.jspecify.annotations.Nullable;

/**
 * A lock for any number of readers or a single writer, Go's {@code sync.RWMutex}.
 *
 * <p>It has no owner: what one goroutine locks another may unlock. A writer that <em>waits</em> already keeps
 * new readers out, so that readers cannot keep it out for ever; hence a goroutine that holds a read lock must not
 * take another one: it may wait for a writer that waits for it. When the writer unlocks, all readers that wait
 * get in before the next writer. There is no upgrade from reader to writer, and no downgrade.
 *
 * <p>{@link #lock} and {@link #rLock} ignore interrupts, and keep the interrupt flag. {@link #writeLock()} and
 * {@link #readLock()} are the two sides as {@link Lock}s, with all that a {@code Lock} can do.
 *
 * <p><b>Memory consistency effects</b>: actions before an {@code unlock} <i>happen-before</i> those after a
 * later {@code lock} or {@code rLock} returned; actions before an {@code rUnlock} <i>happen-before</i> those after
 * the next {@code lock} returned. A failed {@code tryLock} or {@code tryRLock} has no effects.
 */
public final class RWMutex implements ReadWriteLock {
    /*
     * Writers exclude each other by the mutex `writers`; so there is at most one that is past it, the writer.
     * It and the readers meet in `state`:
     *
     *   bits 0 to 29   how many readers hold the lock
     *   bit 30         QUEUED: readers may be waiting for the writer to go; only together with WRITER
     *   bit 31         WRITER: the writer is there; no new readers
     *   bits 32 to 63  the number of the writer, if there were readers when it came; else zero, as without WRITER
     *
     *   WRITER, no readers    the writer holds the lock
     *   WRITER, readers       the writer waits for those readers to leave
     *
     * The readers that come while WRITER is set spin for a moment, and then queue up in `readers`. That, setting
     * QUEUED, and clearing both bits happen with the queue's lock held, so nobody queues up for a writer that has
     * gone: to clear them is to count all that are queued as readers, in the same compare-and-set, and then to signal
     * them. Where QUEUED is not set there are none, and the writer goes without that lock.
     *
     * The writer publishes its waiter in `pending` before it sets WRITER, and the last reader to leave, which
     * sees WRITER, signals it. For both the compare-and-set on `state` decides who comes first; also for a
     * writer that gives up, which clears WRITER only if there are still readers.
     *
     * Readers are refused above MAX_READERS, so that those in the queue can always be added.
     *
     * Anybody may unlock, also once too often, in the place of a writer that does not run yet, though it was signalled:
     * then the next one may be waiting already, with as many readers. So a writer has a number, different from that of
     * the one before: a reader that leaves, or a writer that gives up, and has seen another one than its compare-and-set
     * would find, fails, and looks again. Nobody is signalled who has no lock, and nobody is forgotten.
     */
    private static final long READERS = (1L << 30) - 1;
    private static final long QUEUED = 1L << 30;
    private static final long WRITER = 1L << 31;
    private static final long NUMBER = -1L << 32;
    private static final long MAX_READERS = 1L << 29;

    private static final VarHandle STATE;
    private static final VarHandle PENDING;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            STATE = lookup.findVarHandle(RWMutex.class, "state", long.class);
            PENDING = lookup.findVarHandle(RWMutex.class, "pending", Waiter.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Mutex writers = new Mutex(WaitReason.RWMUTEX_LOCK);
    private final WaitQueue readers = new WaitQueue();

    /** How many stand in `readers`; guarded by its lock. */
    private int queuedReaders;

    private volatile long state;

    /** The number of the last writer that had to wait; guarded by `writers`. */
    private int lastNumber;

    /**
     * The waiter of the writer: set while it holds `writers`, before the compare-and-set that sets WRITER, which
     * publishes it to the readers; so a plain store, and plain loads by those who have seen WRITER. Cleared by itself,
     * by compare-and-set, when it no longer waits.
     */
    private @Nullable Waiter pending;

    private final Lock readLock = new ReadLock();
    private final Lock writeLock = new WriteLock();

    /** Creates an unlocked lock. */
    public RWMutex() {}

    // The writer.

    /** Locks for writing; waits until no reader and no writer is left. Ignores interrupts, and keeps the flag. */
    public void lock() {
        writers.lock();
        Waiter w = announce();
        if (w != null) {
            if (!readers.spin(w)) {
                w.awaitUninterruptibly();
            }
            forget(w);
        }
    }

    /**
     * Locks for writing if there is neither reader nor writer. Never waits. As in Go, it may fail also while
     * another writer is just giving up or leaving.
     *
     * @return whether it has the lock now
     */
    public boolean tryLock() {
        if (!writers.tryLock()) {
            return false;
        }
        if (STATE.compareAndSet(this, 0L, WRITER)) {
            return true;
        }
        writers.unlock();
        return false;
    }

    /**
     * Unlocks for writing. Any thread may.
     *
     * @throws IllegalMonitorStateException if no writer holds it ({@code sync: Unlock of unlocked RWMutex})
     */
    public void unlock() {
        if (!dismiss(null)) {
            throw new IllegalMonitorStateException("sync: Unlock of unlocked RWMutex");
        }
    }

    private boolean tryLock(long deadline) throws InterruptedException {
        if (!writers.tryLock(deadline)) {
            return false;
        }
        Waiter w = announce();
        if (w == null) {
            return true;
        }
        Wakeup why = readers.spin(w) ? Wakeup.SIGNALLED : w.await(deadline);
        if (why != Wakeup.SIGNALLED) {
            if (dismiss(w)) {
                forget(w);
                if (why == Wakeup.INTERRUPTED) {
                    throw Mutex.interrupted();
                }
                return false;
            }
            w.awaitUninterruptibly(); // the last reader has just left, and its signal is on its way
        }
        forget(w);
        return true;
    }

    /** The writer no longer waits. Another one may be there already, if somebody has unlocked in its place. */
    private void forget(Waiter w) {
        PENDING.compareAndSet(this, w, null);
    }

    /**
     * The writer has come, and holds `writers`.
     *
     * @return null if it has the lock, or else its waiter, which the last reader will signal
     */
    private @Nullable Waiter announce() {
        if (STATE.compareAndSet(this, 0L, WRITER)) {
            return null;
        }
        Waiter w;
        try {
            w = new Waiter(WaitReason.RWMUTEX_LOCK);
        } catch (OutOfMemoryError e) {
            writers.unlock();
            throw e;
        }
        pending = w;
        long number = (long) ++lastNumber << 32;
        for (;;) {
            long s = state;
            if (STATE.compareAndSet(this, s, s | WRITER | number)) {
                if (s == 0) { // the readers have just left
                    forget(w);
                    return null;
                }
                return w;
            }
        }
    }

    /**
     * The writer goes: lets in all readers that wait, then the next writer.
     *
     * @param waiting the waiter of a writer that has waited for readers, in vain; null: the writer has held the lock
     * @return false if that is not so
     */
    private boolean dismiss(@Nullable Waiter waiting) {
        if (waiting == null && leaveUnlessQueued()) {
            writers.unlock();
            return true;
        }
        readers.lock();
        long s;
        do {
            s = state;
            boolean itsTurn = (s & READERS) == 0;
            if ((s & WRITER) == 0 || (waiting == null ? !itsTurn : itsTurn || pending != waiting)) {
                readers.unlock();
                return false;
            }
        } while (!STATE.compareAndSet(this, s, (s & READERS) + queuedReaders));
        queuedReaders = 0;
        Waiter admitted = readers.pollAll();
        readers.unlock();
        WaitQueue.signalAll(admitted);
        writers.unlock();
        return true;
    }

    /** The writer that holds the lock goes, if no reader can be waiting. */
    private boolean leaveUnlessQueued() {
        if (STATE.compareAndSet(this, WRITER, 0L)) {
            return true;
        }
        long s = state;
        return (s & ~NUMBER) == WRITER && STATE.compareAndSet(this, s, 0L);
    }

    // The readers.

    /** Locks for reading; waits while a writer holds the lock or waits for it. Ignores interrupts, and keeps the flag. */
    public void rLock() {
        for (int spins = SpinPolicy.mutexSpins(); !tryRLock(); spins--) {
            if (spins > 0) {
                SpinPolicy.backOff();
                continue;
            }
            Waiter w = queueUp();
            if (w != null) {
                w.awaitUninterruptibly();
                return;
            }
        }
    }

    /**
     * Locks for reading if no writer holds the lock or waits for it. Never waits.
     *
     * @return whether it has a read lock now
     * @throws IllegalStateException if it has been locked for reading 2<sup>29</sup> times, and not unlocked
     */
    public boolean tryRLock() {
        for (;;) {
            long s = state;
            if ((s & WRITER) != 0) {
                return false;
            }
            if ((s & READERS) >= MAX_READERS) {
                throw new IllegalStateException("sync: too many readers of an RWMutex");
            }
            if (STATE.compareAndSet(this, s, s + 1)) {
                return true;
            }
            SpinPolicy.backOff();
        }
    }

    /**
     * Unlocks for reading. Any thread may.
     *
     * @throws IllegalMonitorStateException if no reader holds it ({@code sync: RUnlock of unlocked RWMutex})
     */
    public void rUnlock() {
        for (;;) {
            long s = state;
            if ((s & READERS) == 0) {
                throw new IllegalMonitorStateException("sync: RUnlock of unlocked RWMutex");
            }
            Waiter writer = pending; // the one with this number, if the compare-and-set succeeds
            if (STATE.compareAndSet(this, s, s - 1)) {
                if ((s - 1 & (WRITER | READERS)) == WRITER) {
                    Objects.requireNonNull(writer).signal();
                }
                return;
            }
            SpinPolicy.backOff();
        }
    }

    private boolean tryRLock(long deadline) throws InterruptedException {
        for (int spins = SpinPolicy.mutexSpins(); !tryRLock(); spins--) {
            if (spins > 0) {
                SpinPolicy.backOff();
                continue;
            }
            Waiter w = queueUp();
            if (w == null) {
                continue;
            }
            Wakeup why = w.await(deadline);
            if (why == Wakeup.SIGNALLED) {
                return true;
            }
            readers.lock();
            boolean left = readers.remove(w);
            if (left) {
                queuedReaders--;
            }
            readers.unlock();
            if (!left) {
                w.awaitUninterruptibly(); // it has just been admitted, and the signal is on its way
                return true;
            }
            if (why == Wakeup.INTERRUPTED) {
                throw Mutex.interrupted();
            }
            return false;
        }
        return true;
    }

    /** Puts the current thread into the queue of readers; null if there is no writer any more. */
    private @Nullable Waiter queueUp() {
        Waiter w = new Waiter(WaitReason.RWMUTEX_RLOCK);
        readers.lock();
        for (;;) {
            long s = state;
            if ((s & WRITER) == 0) {
                readers.unlock();
                return null;
            }
            if (STATE.compareAndSet(this, s, s | QUEUED)) {
                readers.addLast(w);
                queuedReaders++;
                readers.unlock();
                return w;
            }
        }
    }

    // As java.util.concurrent's locks.

    /**
     * The readers' side as a {@link Lock}, Go's {@code RLocker}.
     *
     * @return always the same lock; its {@code newCondition} throws {@link UnsupportedOperationException}
     */
    public Lock rLocker() {
        return readLock;
    }

    /**
     * The readers' side, the same as {@link #rLocker}.
     *
     * @return always the same lock
     */
    @Override
    public Lock readLock() {
        return readLock;
    }

    /**
     * The writers' side as a {@link Lock}.
     *
     * @return always the same lock
     */
    @Override
    public Lock writeLock() {
        return writeLock;
    }

    @Override
    public String toString() {
        long s = state;
        long n = s & READERS;
        return super.toString() + "[Writer " + ((s & WRITER) == 0 ? "none" : n == 0 ? "holds" : "waits") + ", readers "
                + n + "]";
    }

    private final class ReadLock implements Lock {
        @Override
        public void lock() {
            rLock();
        }

        @Override
        public boolean tryLock() {
            return tryRLock();
        }

        @Override
        public void lockInterruptibly() throws InterruptedException {
            Mutex.checkInterrupt();
            tryRLock(NEVER);
        }

        @Override
        public boolean tryLock(long time, TimeUnit unit) throws InterruptedException {
            Mutex.checkInterrupt();
            return time <= 0 ? tryRLock() : tryRLock(MonotonicClock.deadlineAfter(time, unit));
        }

        @Override
        public void unlock() {
            rUnlock();
        }

        @Override
        public Condition newCondition() {
            throw new UnsupportedOperationException();
        }
    }

    private final class WriteLock implements Lock {
        @Override
        public void lock() {
            RWMutex.this.lock();
        }

        @Override
        public boolean tryLock() {
            return RWMutex.this.tryLock();
        }

        @Override
        public void lockInterruptibly() throws InterruptedException {
            Mutex.checkInterrupt();
            RWMutex.this.tryLock(NEVER);
        }

        @Override
        public boolean tryLock(long time, TimeUnit unit) throws InterruptedException {
            Mutex.checkInterrupt();
            return time <= 0 ? RWMutex.this.tryLock() : RWMutex.this.tryLock(MonotonicClock.deadlineAfter(time, unit));
        }

        @Override
        public void unlock() {
            RWMutex.this.unlock();
        }

        @Override
        public Condition newCondition() {
            return new CondCondition(new Cond(this));
        }
    }
}

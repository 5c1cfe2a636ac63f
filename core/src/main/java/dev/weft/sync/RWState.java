package dev.weft.sync;

import static dev.weft.internal.time.MonotonicClock.NEVER;

import dev.weft.internal.wait.Nap;
import dev.weft.internal.wait.SpinPolicy;
import dev.weft.internal.wait.StackReserve;
import dev.weft.internal.wait.Wait;
import dev.weft.internal.wait.Wait.Wakeup;
import dev.weft.internal.wait.WaitQueue;
import dev.weft.internal.wait.WaitReason;
import dev.weft.internal.wait.Waiter;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The algorithm of {@link RWMutex}, which is the documented shell around it. */
abstract class RWState {
    /*
     * Writers exclude each other by the mutex `writers`; so at most one of them is past it, called the writer.
     * The writer and the readers meet in `state`:
     *
     *   bits 0 to 29   how many readers hold the lock
     *   bit 30         QUEUED: readers may be waiting for the writer to leave; only together with WRITER
     *   bit 31         WRITER: there is a writer; no new readers
     *   bits 32 to 63  the number of the writer, if there were readers when it came; otherwise zero. Only with WRITER
     *
     *   WRITER, no readers    the writer holds the lock
     *   WRITER, readers       the writer waits for those readers to leave
     *
     * Readers that come while WRITER is set spin for a moment, and then queue up in `readers`. Queueing up, setting
     * QUEUED, and clearing both bits happen with the queue's lock held, so no reader queues up for a writer that has
     * left. The compare-and-set that clears both bits also counts all queued readers as readers that hold the lock;
     * then they are signalled. If QUEUED is not set, no reader is queued, and the writer leaves without taking that
     * lock.
     *
     * The writer publishes its waiter in `pending` before it sets WRITER; the last reader to leave sees WRITER and
     * signals that waiter. Which of the two comes first is decided by their compare-and-set on `state`. The same goes
     * for a writer that gives up: it clears WRITER only if there are still readers.
     *
     * Readers are refused above MAX_READERS, so that the count has room for those in the queue.
     *
     * Memory: `state` is volatile and changed by compare-and-set only, which orders unlocking before later locking.
     * Those that are let in while they wait, queued readers and the waiting writer, are ordered by the signal (see
     * Wait).
     *
     * Any thread may unlock, even once too often: in place of a writer that was signalled but does not run yet. Then
     * the next writer may already be waiting, with as many readers, and `state` would look as before (ABA). So each
     * writer that has to wait gets a number, not zero, and different from the last one's. If a reader that leaves, or a
     * writer that gives up, has seen one writer and there is another by now, its compare-and-set fails, and it looks
     * again. So no writer is signalled that does not have the lock, and none is forgotten.
     *
     * A writer chooses its number while nobody else can be past `writers`, and keeps it. Whether it still waits, it
     * learns from this number and `state` alone: its waiter does not tell, as those without memory share one, NOBODY.
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
            STATE = lookup.findVarHandle(RWState.class, "state", long.class);
            PENDING = lookup.findVarHandle(RWState.class, "pending", Waiter.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
        ((RWState) new RWState() {}).forget(new Waiter(WaitReason.RWMUTEX_LOCK)); // a rehearsal, see SpinLock
    }

    private final Mutex writers = Mutex.ofWriters();
    private final WaitQueue readers = new WaitQueue();

    /** How many readers are queued in `readers`; guarded by its lock. */
    private int queuedReaders;

    private volatile long state;

    /** The number of the last writer that had to wait; guarded by `writers`. */
    private int lastNumber;

    /**
     * The waiter of the writer. The writer sets it while it holds `writers`, before the compare-and-set that sets
     * WRITER, which publishes it to the readers. So a plain store suffices, and plain loads by threads that have seen
     * WRITER. The writer itself clears it, by compare-and-set, when it no longer waits; but NOBODY stays, since it may
     * by now be that of the next writer.
     */
    private @Nullable Waiter pending;

    RWState() {}

    // The writer.

    /** Takes the lock as the writer. */
    final void lockForWriting() {
        StackReserve.checkForSeveral(); // for unlocking, too, which usually has as much stack
        lockForWritingAgain();
    }

    /** Takes the lock as the writer: to complete an operation that has checked for room on the stack. */
    final void lockForWritingAgain() {
        writers.lockAgain();
        int number = nextNumber();
        Waiter w = announce(number);
        if (w == null) {
            return;
        }
        if (w == Waiter.NOBODY) {
            poll(number, NEVER, false);
        } else if (!readers.spin(w, NEVER)) {
            w.awaitUninterruptibly(readers.clock());
        }
        forget(w);
    }

    /** Takes the lock as the writer, if it is free. */
    final boolean tryLockForWriting() {
        if (!writers.tryLock()) {
            return false;
        }
        if (STATE.compareAndSet(this, 0L, WRITER)) {
            return true;
        }
        writers.unlockAgain();
        return false;
    }

    /**
     * Releases the lock as the writer.
     *
     * @return false if no writer holds it
     */
    final boolean unlockForWriting() {
        StackReserve.check();
        return dismiss(0);
    }

    /** Waits for the lock until a deadline; the caller has checked for an interrupt. */
    final boolean tryLockForWriting(long deadline) throws InterruptedException {
        if (!writers.tryLock(deadline)) {
            return false;
        }
        int number = nextNumber();
        Waiter w = announce(number);
        if (w == null) {
            return true;
        }
        Wakeup why;
        if (w == Waiter.NOBODY) {
            why = poll(number, deadline, true);
        } else {
            why = readers.spin(w, deadline) ? Wakeup.SIGNALLED : w.await(deadline, readers.clock());
        }
        if (why != Wakeup.SIGNALLED) {
            if (dismiss(number)) {
                forget(w);
                w.throwUnlessTimedOut(why);
                return false;
            }
            if (w != Waiter.NOBODY) {
                w.awaitUninterruptibly(); // the last reader has just left, and its signal is on its way
            }
        }
        forget(w);
        return true;
    }

    /** For a writer that has no memory to wait with: polls until the readers have left. */
    private Wakeup poll(int number, long deadline, boolean interruptible) {
        for (long nap = Nap.FIRST;;) {
            if (!isWaiting(state, number)) {
                return Wakeup.SIGNALLED;
            }
            Wakeup why = interruptible ? Wait.reasonToGiveUp(deadline) : null;
            if (why != null) {
                return why;
            }
            nap = Nap.take(nap);
        }
    }

    /** Whether the writer with this number waits. If not, it has the lock, or a thread has unlocked in its place. */
    private static boolean isWaiting(long s, int number) {
        return (s & READERS) != 0 && (int) (s >>> 32) == number;
    }

    /** Called when the writer no longer waits. There may already be another one. */
    private void forget(Waiter w) {
        if (w != Waiter.NOBODY) {
            PENDING.compareAndSet(this, w, null);
        }
    }

    /** The number of the writer that holds `writers` and is not yet announced, if it has to wait. */
    private int nextNumber() {
        return Math.max(1, lastNumber + 1);
    }

    /**
     * Announces the writer, which holds `writers`, to the readers.
     *
     * @param number its number, if it has to wait
     * @return null if it has the lock, and otherwise its waiter, which the last reader will signal; {@link
     *     Waiter#NOBODY} if there is no memory for one, so that it has to poll
     */
    private @Nullable Waiter announce(int number) {
        if (STATE.compareAndSet(this, 0L, WRITER)) {
            return null;
        }
        if (readers.isForeign()) {
            writers.unlockAgain();
            throw foreign("lock of");
        }
        Waiter w = newWaiter(WaitReason.RWMUTEX_LOCK);
        pending = w;
        lastNumber = number;
        for (;;) {
            long s = state;
            if (STATE.compareAndSet(this, s, s | WRITER | (long) number << 32)) {
                if (s == 0) { // the readers have just left
                    forget(w);
                    return null;
                }
                return w;
            }
        }
    }

    /**
     * The writer leaves: lets in all readers that wait, then the next writer.
     *
     * @param waiting the number of a writer that gives up waiting for readers; zero if the writer held the lock
     * @return false if no writer holds the lock or, for a writer that gives up, if it no longer has to wait
     */
    private boolean dismiss(int waiting) {
        if (waiting == 0 && leaveUnlessQueued()) {
            writers.unlockAgain();
            return true;
        }
        readers.lockAgain();
        if (readers.isForeign()) {
            readers.unlock();
            throw foreign("unlock of");
        }
        long s;
        do {
            s = state;
            if (waiting == 0 ? (s & (WRITER | READERS)) != WRITER : !isWaiting(s, waiting)) {
                readers.unlock();
                return false;
            }
        } while (!STATE.compareAndSet(this, s, (s & READERS) + queuedReaders));
        queuedReaders = 0;
        Waiter admitted = readers.pollAll();
        readers.unlock();
        WaitQueue.signalAll(admitted);
        writers.unlockAgain();
        return true;
    }

    /** The writer that holds the lock leaves, if no reader can be waiting. */
    private boolean leaveUnlessQueued() {
        if (STATE.compareAndSet(this, WRITER, 0L)) {
            return true;
        }
        long s = state;
        return (s & ~NUMBER) == WRITER && STATE.compareAndSet(this, s, 0L);
    }

    // The readers.

    /** Takes the lock as a reader. */
    final void lockForReading() {
        StackReserve.checkForSeveral(); // for unlocking, too, which usually has as much stack
        lockForReadingAgain();
    }

    /** Takes the lock as a reader: to complete an operation that has checked for room on the stack. */
    final void lockForReadingAgain() {
        long nap = Nap.FIRST;
        for (int spins = SpinPolicy.mutexSpins(); !takeForReading(); spins--) {
            if (spins > 0) {
                SpinPolicy.backOff();
                continue;
            }
            Waiter w = queueUp();
            if (w == Waiter.NOBODY) {
                nap = Nap.take(nap);
            } else if (w != null) {
                w.awaitUninterruptibly(readers.clock());
                return;
            }
        }
    }

    /** Takes the lock as a reader, if there is no writer. */
    final boolean tryLockForReading() {
        StackReserve.checkForSeveral(); // as in lockForReading
        return takeForReading();
    }

    private boolean takeForReading() {
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
     * Releases the lock as a reader.
     *
     * @return false if no reader holds it
     */
    final boolean unlockForReading() {
        for (;;) {
            long s = state;
            if ((s & READERS) == 0) {
                return false;
            }
            Waiter writer = pending; // the one with this number, if the compare-and-set succeeds
            boolean mustWake = (s - 1 & (WRITER | READERS)) == WRITER;
            if (mustWake) {
                StackReserve.check();
                if (readers.isForeign()) {
                    throw foreign("unlock of");
                }
            }
            if (STATE.compareAndSet(this, s, s - 1)) {
                if (mustWake) {
                    Objects.requireNonNull(writer).signal();
                }
                return true;
            }
            SpinPolicy.backOff();
        }
    }

    /** Waits for a read lock until a deadline; the caller has checked for an interrupt. */
    final boolean tryLockForReading(long deadline) throws InterruptedException {
        StackReserve.checkForSeveral(); // as in lockForReading
        long nap = Nap.FIRST;
        for (int spins = SpinPolicy.mutexSpins(); !takeForReading(); spins--) {
            if (spins > 0) {
                SpinPolicy.backOff();
                continue;
            }
            Waiter w = queueUp();
            if (w == null) {
                continue;
            }
            if (w == Waiter.NOBODY) {
                Wakeup why = Wait.reasonToGiveUp(deadline);
                if (why != null) {
                    w.throwUnlessTimedOut(why);
                    return false;
                }
                nap = Nap.take(nap);
                continue;
            }
            Wakeup why = w.await(deadline, readers.clock());
            if (why == Wakeup.SIGNALLED) {
                return true;
            }
            readers.lockAgain();
            boolean left = readers.remove(w);
            if (left) {
                queuedReaders--;
            }
            readers.unlock();
            if (!left) {
                w.awaitUninterruptibly(); // it has just been admitted, and the signal is on its way
                return true;
            }
            w.throwUnlessTimedOut(why);
            return false;
        }
        return true;
    }

    /**
     * Puts the current thread into the queue of readers.
     *
     * @return its waiter; null if there is no writer any more; {@link Waiter#NOBODY} if there is no memory, so that it
     *     has to poll
     */
    private @Nullable Waiter queueUp() {
        Waiter w = newWaiter(WaitReason.RWMUTEX_RLOCK);
        if (w == Waiter.NOBODY) {
            return w;
        }
        readers.lockAgain();
        if (readers.isForeign()) {
            readers.unlock();
            throw foreign("lock of");
        }
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

    private static Waiter newWaiter(WaitReason reason) {
        try {
            return new Waiter(reason);
        } catch (OutOfMemoryError e) {
            return Waiter.NOBODY;
        }
    }

    /** What a thread gets that would have to wait, or to wake another, and is not in the bubble of this lock. */
    private IllegalStateException foreign(String operation) {
        return Objects.requireNonNull(readers.clock())
                .foreign(operation + " synctest RWMutex from outside bubble");
    }

    /** The state in words. */
    final String describe() {
        long s = state;
        long n = s & READERS;
        return "Writer " + ((s & WRITER) == 0 ? "none" : n == 0 ? "holds" : "waits") + ", readers " + n;
    }
}

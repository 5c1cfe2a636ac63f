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
            STATE = lookup.findVarHandle(RWState.class, "state", long.class);
            PENDING = lookup.findVarHandle(RWState.class, "pending", Waiter.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
        ((RWState) new RWState() {}).forget(Waiter.NOBODY); // a rehearsal, see SpinLock
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

    RWState() {}

    // The writer.

    /** Takes the lock as the writer. */
    final void lockForWriting() {
        StackReserve.check();
        writers.lock();
        Waiter w = announce();
        if (w == null) {
            return;
        }
        if (w == Waiter.NOBODY) {
            poll(lastNumber, NEVER, false);
        } else if (!readers.spin(w)) {
            w.awaitUninterruptibly();
        }
        forget(w);
    }

    /** Takes the lock as the writer, if nobody has it. */
    final boolean tryLockForWriting() {
        StackReserve.check();
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
     * Gives the lock back as the writer.
     *
     * @return false if no writer holds it
     */
    final boolean unlockForWriting() {
        return dismiss(null);
    }

    /** Waits for the lock until a deadline; the caller has looked for an interrupt. */
    final boolean tryLockForWriting(long deadline) throws InterruptedException {
        StackReserve.check();
        if (!writers.tryLock(deadline)) {
            return false;
        }
        Waiter w = announce();
        if (w == null) {
            return true;
        }
        Wakeup why;
        if (w == Waiter.NOBODY) {
            why = poll(lastNumber, deadline, true);
        } else {
            why = readers.spin(w) ? Wakeup.SIGNALLED : w.await(deadline);
        }
        if (why != Wakeup.SIGNALLED) {
            if (dismiss(w)) {
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

    /** For a writer that has no memory to wait with: looks again and again whether the readers have left. */
    private Wakeup poll(int number, long deadline, boolean interruptible) {
        for (long nap = Nap.FIRST;;) {
            long s = state;
            if ((s & READERS) == 0 || (int) (s >>> 32) != number) { // another number: somebody has unlocked in its place
                return Wakeup.SIGNALLED;
            }
            Wakeup why = interruptible ? Wait.reasonToGiveUp(deadline) : null;
            if (why != null) {
                return why;
            }
            nap = Nap.take(nap);
        }
    }

    /** The writer no longer waits. Another one may be there already, if somebody has unlocked in its place. */
    private void forget(Waiter w) {
        PENDING.compareAndSet(this, w, null);
    }

    /**
     * The writer has come, and holds `writers`.
     *
     * @return null if it has the lock, or else its waiter, which the last reader will signal; {@link Waiter#NOBODY}: there
     *     is no memory to make one, so it has to poll
     */
    private @Nullable Waiter announce() {
        if (STATE.compareAndSet(this, 0L, WRITER)) {
            return null;
        }
        Waiter w = newWaiter(WaitReason.RWMUTEX_LOCK);
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
        readers.lockAgain();
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

    /** Takes the lock as a reader. */
    final void lockForReading() {
        long nap = Nap.FIRST;
        for (int spins = SpinPolicy.mutexSpins(); !tryLockForReading(); spins--) {
            if (spins > 0) {
                SpinPolicy.backOff();
                continue;
            }
            Waiter w = queueUp();
            if (w == Waiter.NOBODY) {
                nap = Nap.take(nap);
            } else if (w != null) {
                w.awaitUninterruptibly();
                return;
            }
        }
    }

    /** Takes the lock as a reader, if there is no writer. */
    final boolean tryLockForReading() {
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
     * Gives the lock back as a reader.
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
            if (STATE.compareAndSet(this, s, s - 1)) {
                if ((s - 1 & (WRITER | READERS)) == WRITER) {
                    Objects.requireNonNull(writer).signal();
                }
                return true;
            }
            SpinPolicy.backOff();
        }
    }

    /** Waits for a read lock until a deadline; the caller has looked for an interrupt. */
    final boolean tryLockForReading(long deadline) throws InterruptedException {
        long nap = Nap.FIRST;
        for (int spins = SpinPolicy.mutexSpins(); !tryLockForReading(); spins--) {
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
            Wakeup why = w.await(deadline);
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
     * @return its waiter; null: there is no writer any more; {@link Waiter#NOBODY}: there is no memory, so it has to poll
     */
    private @Nullable Waiter queueUp() {
        Waiter w = newWaiter(WaitReason.RWMUTEX_RLOCK);
        if (w == Waiter.NOBODY) {
            return w;
        }
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

    private static Waiter newWaiter(WaitReason reason) {
        try {
            return new Waiter(reason);
        } catch (OutOfMemoryError e) {
            return Waiter.NOBODY;
        }
    }

    /** The state in words. */
    final String describe() {
        long s = state;
        long n = s & READERS;
        return "Writer " + ((s & WRITER) == 0 ? "none" : n == 0 ? "holds" : "waits") + ", readers " + n;
    }
}

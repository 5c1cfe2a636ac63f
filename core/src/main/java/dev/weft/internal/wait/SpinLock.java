package dev.weft.internal.wait;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The short internal lock: guards the state of one channel, or of one {@link WaitQueue}.
 *
 * <p>It is held for a few dozen instructions that neither wait nor call foreign code (only a select holds several,
 * and spins for the next one). So a virtual thread never
 * leaves its carrier while it holds one, and whoever finds it held has only to wait until another processor
 * is through, unless the operating system took that processor away from the holder. Hence it spins for a
 * moment, and then {@linkplain Nap naps}, which also frees its carrier.
 *
 * <p>It spins without looking: see {@link SpinPolicy#backOff}, which made channels several times faster.
 *
 * <p>For the same reason a thread that holds one may not {@link #lock} another: it could sleep. A virtual thread
 * that sleeps takes its turn when it wakes, and somebody who waits for the lock that it holds could keep it from
 * that turn for ever. It may {@link #tryLock}, which only spins, and must free what it holds if that fails; see {@link
 * #awaitFree}.
 *
 * <p>State: {@code held} is 0 or 1. Taking it is a compare-and-set with acquire semantics, releasing it a
 * store with release semantics; all that was done under the lock is seen by whoever takes it next. Waiters
 * do not queue, hence a release need not look for them: it costs one store.
 *
 * <p>Nothing is allocated while it is held, so no lack of memory leaves it held. A stack that is full could; see {@link
 * StackReserve}.
 */
public abstract class SpinLock {
    private static final VarHandle HELD;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            HELD = lookup.findVarHandle(SpinLock.class, "held", int.class);
            // Those who use a queue wait sooner or later; by then there may be no memory, or no stack, to initialize it.
            lookup.ensureInitialized(Waiter.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
        rehearse();
    }

    @SuppressWarnings("unused") // by HELD
    private int held;

    /** For subclasses. */
    protected SpinLock() {}

    /**
     * Does once what may first be done where no memory is left: the virtual machine links a class, and each use of a {@link
     * VarHandle}, when it first comes upon it, and needs memory for that. Other classes that go on under a lock do the same.
     */
    private static void rehearse() {
        SpinLock lock = new SpinLock() {};
        lock.lock();
        lock.unlock();
        lock.lockSlow();
        lock.unlock();
        Nap.take(0);
    }

    /**
     * Takes the lock, to begin something. Ignores interrupts.
     *
     * @throws StackOverflowError if there is not stack enough to end what begins here; see {@link StackReserve}
     */
    public final void lock() {
        StackReserve.check();
        lockAgain();
    }

    /** Takes the lock, to end what began with {@link #lock}, such as to leave a queue. Ignores interrupts. */
    public final void lockAgain() {
        if (!HELD.weakCompareAndSetAcquire(this, 0, 1)) {
            lockSlow();
        }
    }

    /** Gives the lock back; only its holder may. */
    public final void unlock() {
        HELD.setRelease(this, 0);
    }

    /**
     * Takes the lock if it is free at this moment.
     *
     * @return whether it has the lock now
     */
    protected final boolean tryLockNow() {
        return tryTake();
    }

    /**
     * Takes the lock if that needs no more than a moment's spinning. Ignores interrupts.
     *
     * @return whether it has the lock now
     */
    public final boolean tryLock() {
        return HELD.weakCompareAndSetAcquire(this, 0, 1) || spin();
    }

    private boolean spin() {
        if (!SpinPolicy.PARALLEL) {
            return false;
        }
        for (int attempts = SpinPolicy.LOCK_ATTEMPTS; attempts > 0; attempts--) {
            SpinPolicy.backOff();
            if (tryTake()) {
                return true;
            }
        }
        return false;
    }

    /** Waits until the lock has been free for a moment. Not while holding another one. Ignores interrupts. */
    public final void awaitFree() {
        lockAgain();
        unlock();
    }

    private void lockSlow() {
        if (spin()) {
            return;
        }
        boolean interrupted = false;
        for (long nap = Nap.FIRST; !tryTake();) {
            interrupted |= Thread.interrupted(); // with the flag set, it could not sleep
            nap = Nap.take(nap);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean tryTake() {
        return (int) HELD.getOpaque(this) == 0 && HELD.weakCompareAndSetAcquire(this, 0, 1);
    }
}

package dev.weft.internal.wait;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The short internal lock: guards the state of one channel, or of one {@link WaitQueue}.
 *
 * <p>It is held for a few dozen instructions, which neither wait nor call foreign code. (Only a select holds several at
 * once, and it spins for the next one.) So a virtual thread never leaves its carrier while it holds one. A thread that
 * finds the lock held need only wait until another processor has finished, unless the operating system has preempted
 * the holder. Hence it spins for a moment, and then {@linkplain Nap naps}, which also frees its carrier.
 *
 * <p>It does not look at the lock while it spins: see {@link SpinPolicy#backOff}, which made channels several times
 * faster.
 *
 * <p>For the same reason, a thread that holds one must not {@link #lock} another: it could sleep. A virtual thread that
 * has slept must wait for a carrier, and threads that poll for the lock it holds could keep all carriers from it
 * forever. It may {@link #tryLock}, which only spins, and must free what it holds if that fails; see {@link
 * #awaitFree}.
 *
 * <p>State: {@code held} is 0 or 1. Taking the lock is a compare-and-set in acquire mode, freeing it a store in release
 * mode; so everything done under the lock is visible to its next holder. Waiters do not queue, so freeing the lock need
 * not look for them: it costs one store.
 *
 * <p>Nothing is allocated while it is held, so running out of memory cannot leave it held. Running out of stack could;
 * see {@link StackReserve}.
 */
public abstract class SpinLock {
    private static final VarHandle HELD;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            HELD = lookup.findVarHandle(SpinLock.class, "held", int.class);
            // Threads that use a queue wait sooner or later; by then there may be no memory, or no stack, to initialize
            // this class.
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
     * Rehearses what might otherwise be done for the first time when no memory is left: the virtual machine links a
     * class, and each use of a {@link VarHandle}, when it first executes it, and needs memory for that. Other classes
     * with code that runs under a lock have a rehearsal, too.
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
     * Takes the lock, to begin an operation. Ignores interrupts.
     *
     * @throws StackOverflowError if there is not enough stack to complete the operation; see {@link StackReserve}
     */
    public final void lock() {
        StackReserve.check();
        lockAgain();
    }

    /** Takes the lock, to complete what began with {@link #lock}, such as to leave a queue. Ignores interrupts. */
    public final void lockAgain() {
        if (!HELD.weakCompareAndSetAcquire(this, 0, 1)) {
            lockSlow();
        }
    }

    /** Releases the lock. Only its holder may call this. */
    public final void unlock() {
        HELD.setRelease(this, 0);
    }

    /**
     * Takes the lock if it is free at this moment.
     *
     * @return whether the lock was taken
     * @throws StackOverflowError as {@link #lock} does
     */
    protected final boolean tryLockNow() {
        StackReserve.check();
        return tryTake();
    }

    /**
     * Takes the lock if that needs no more than a moment's spinning. Ignores interrupts.
     *
     * @return whether the lock was taken
     */
    public final boolean tryLock() {
        return HELD.weakCompareAndSetAcquire(this, 0, 1) || spin();
    }

    private boolean spin() {
        if (!SpinPolicy.PARALLEL) {
            return false;
        }
        for (int attempt = 0; attempt < SpinPolicy.LOCK_ATTEMPTS; attempt++) {
            long start = attempt == 0 ? SpinPolicy.firstBackOff() : SpinPolicy.backOff();
            if (isFree()) {
                SpinPolicy.freedMeanwhile(start);
                if (tryNow()) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * Waits until the lock has been free for a moment. Must not be called while holding another one. Ignores
     * interrupts.
     */
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
        return isFree() && tryNow();
    }

    private boolean isFree() {
        return (int) HELD.getOpaque(this) == 0;
    }

    private boolean tryNow() {
        return HELD.weakCompareAndSetAcquire(this, 0, 1);
    }
}

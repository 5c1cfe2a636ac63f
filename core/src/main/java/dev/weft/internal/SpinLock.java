package dev.weft.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The short internal lock: guards the state of one channel, or of one {@link WaitQueue}.
 *
 * <p>It is held for a few dozen instructions that neither block nor call foreign code, so that a virtual
 * thread never leaves its carrier while it holds one. Hence a waiter that finds it held has only to wait
 * until another processor is through, unless the operating system took that processor away from the holder:
 * so it spins for about a microsecond, and then sleeps in small steps, which also frees its carrier.
 *
 * <p>State: {@code held} is 0 or 1. Taking it is a compare-and-set with acquire semantics, releasing it a
 * store with release semantics; all that was done under the lock is seen by whoever takes it next. Waiters
 * do not queue, hence a release need not look for them: it costs one store.
 */
public abstract class SpinLock {
    private static final VarHandle HELD;

    static {
        try {
            HELD = MethodHandles.lookup().findVarHandle(SpinLock.class, "held", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** The first sleep of a waiter, in nanoseconds; each further one is twice as long, up to {@link #LAST_SLEEP}. */
    private static final long FIRST_SLEEP = 10_000;

    private static final long LAST_SLEEP = 1_000_000;

    @SuppressWarnings("unused") // by HELD
    private int held;

    /** For subclasses. */
    protected SpinLock() {}

    /** Takes the lock. Ignores interrupts. */
    public final void lock() {
        if (!HELD.weakCompareAndSetAcquire(this, 0, 1)) {
            lockSlow();
        }
    }

    /** Gives the lock back; only its holder may. */
    public final void unlock() {
        HELD.setRelease(this, 0);
    }

    private void lockSlow() {
        for (int spins = SpinPolicy.lockSpins(); spins > 0; spins--) {
            Thread.onSpinWait();
            if (tryTake()) {
                return;
            }
        }
        for (long sleep = FIRST_SLEEP; !tryTake(); sleep = Math.min(2 * sleep, LAST_SLEEP)) {
            // The yield is for a thread with its interrupt flag set, which cannot park.
            Thread.yield();
            if (tryTake()) {
                return;
            }
            Parker.parkNanos(WaitReason.RUNNABLE, sleep);
        }
    }

    private boolean tryTake() {
        return (int) HELD.getOpaque(this) == 0 && HELD.weakCompareAndSetAcquire(this, 0, 1);
    }
}

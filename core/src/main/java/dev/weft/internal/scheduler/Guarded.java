package dev.weft.internal.scheduler;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A spin lock, for state that is touched for a few instructions at a time: nothing is allocated under it, and nothing
 * waits. It is taken by carriers, by goroutines that are pinned while they make another one runnable, and by threads from
 * outside. Those that find it held spin until it is free, for they could not give way: the holder may need the very
 * processor that they would give up.
 *
 * <p>Taking it is a compare-and-set in acquire mode, freeing it a store in release mode.
 *
 * <p>A goroutine, or a thread from outside, may be at the very end of its stack when it makes a goroutine runnable. Any
 * call may then end with a {@link StackOverflowError}, even that of {@link #unlock}; and a lock that stayed taken would
 * stop the whole program. So where such a thread holds a lock, it changes the state by plain assignments after all calls
 * that it needs, and whatever is thrown, it frees the lock by an assignment to {@code locked}, which is volatile for this.
 * And as the virtual machine links each access by a {@link VarHandle} when it is first executed, for which there may be
 * no memory, {@link GoScheduler} rehearses them all.
 */
abstract class Guarded extends Padding {
    private static final VarHandle LOCKED;

    static {
        try {
            LOCKED = MethodHandles.lookup().findVarHandle(Guarded.class, "locked", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** 1 while it is taken; assigned only to free it where there may be no stack left for a call. */
    volatile int locked;

    Guarded() {}

    final void lock() {
        while (!tryLock()) {
            Thread.onSpinWait();
        }
    }

    final boolean tryLock() {
        return (int) LOCKED.getOpaque(this) == 0 && LOCKED.weakCompareAndSetAcquire(this, 0, 1);
    }

    final void unlock() {
        LOCKED.setRelease(this, 0);
    }
}

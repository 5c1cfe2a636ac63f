package dev.weft.sync;

import dev.weft.internal.wait.WaitReason;
import dev.weft.internal.wait.Waiter;
import java.util.concurrent.RejectedExecutionException;

/**
 * Some classes of this package run their operations once, as a rehearsal, when they are initialized. At first use, Java
 * loads a class and links what it uses, VarHandles above all, and allocates memory for that. If memory has run out by
 * then, this fails in the middle of an operation, and for the loading of a class it fails for good: waiters that should
 * be woken would wait forever.
 */
final class Rehearsal {
    private Rehearsal() {}

    /** Wakes a waiter: the part that all these classes need. */
    static void wakeUp() {
        new Waiter(WaitReason.RUNNABLE).signal();
        load(RejectedExecutionException.class);
    }

    /**
     * When the JDK unparks a virtual thread, it allocates a little, and retries until there is memory. But the
     * exception handler that retries is found only if this class, which an earlier handler names, has been loaded.
     */
    private static void load(Class<?> ignored) {}
}

package dev.weft.sync;

import dev.weft.internal.wait.WaitReason;
import dev.weft.internal.wait.Waiter;
import java.util.concurrent.RejectedExecutionException;

/**
 * Some classes of this package do their work once, for nobody, when they are initialized. Java loads a class, and links what
 * it uses, VarHandles above all, at the first use, and allocates for that. If memory has run out by then, it fails in the
 * middle of something, for a class even for good: those that were to be woken would wait for ever.
 */
final class Rehearsal {
    private Rehearsal() {}

    /** Wakes somebody: the part that all of them need. */
    static void wakeUp() {
        new Waiter(WaitReason.RUNNABLE).signal();
        load(RejectedExecutionException.class);
    }

    /**
     * When it unparks a virtual thread, the JDK allocates a little, and retries until there is memory; but the handler that
     * does so is found only if this class, which an earlier handler names, has been loaded.
     */
    private static void load(Class<?> ignored) {}
}

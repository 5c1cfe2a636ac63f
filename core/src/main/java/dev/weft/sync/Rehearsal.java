package dev.weft.sync;

import dev.weft.internal.WaitReason;
import dev.weft.internal.Waiter;
import java.util.concurrent.RejectedExecutionException;

/**
 * Why some classes here do their work once for nothing, when they are initialized: a class, and what links it to others,
 * VarHandles above all, is made at its first use. Where all memory is used up that fails, for a class for good, and in the
 * middle of something: those who were to be woken would be lost.
 */
final class Rehearsal {
    private Rehearsal() {}

    /** Wakes somebody: the part that all of them need. */
    static void wakeUp() {
        new Waiter(WaitReason.RUNNABLE).signal();
        load(RejectedExecutionException.class);
    }

    /**
     * To make a virtual thread go on, the JDK allocates a little, and tries again until there is memory; but only if this class,
     * which it looks for before it comes to that, is there already.
     */
    private static void load(Class<?> ignored) {}
}

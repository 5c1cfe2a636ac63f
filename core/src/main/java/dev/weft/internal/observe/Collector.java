package dev.weft.internal.observe;

import java.lang.ref.WeakReference;

/** Runs the garbage collector, which is to find out what is lost. */
final class Collector {
    /** One collection may have begun before, and not see what has become garbage since. */
    private static final int ATTEMPTS = 2;

    private Collector() {}

    /**
     * Runs it.
     *
     * @return false if it has not run, because {@code System.gc()} has no effect in this virtual machine
     */
    static boolean run() {
        boolean ran = false;
        for (int i = 0; i < ATTEMPTS && !ran; i++) {
            WeakReference<Object> garbage = garbage();
            System.gc();
            ran = garbage.refersTo(null);
        }
        return ran;
    }

    /** In a method of its own, so that nothing is left of it on the stack. */
    private static WeakReference<Object> garbage() {
        return new WeakReference<>(new Object());
    }
}

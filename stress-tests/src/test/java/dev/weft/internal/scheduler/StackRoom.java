package dev.weft.internal.scheduler;

/**
 * Replaces core's class of the same name, as {@link dev.weft.internal.wait.Parker} does: the model checker takes a
 * recursion that only uses up stack for a loop that never ends.
 */
final class StackRoom {
    private StackRoom() {}

    static boolean toWake() {
        return true;
    }

    static void checkToMakeThread() {}
}

package dev.weft.faults;

import dev.weft.Task;

/** Runs an operation near the end of a stack, in a thread with a small one. */
final class EndOfStack {
    /** The size of the stack of such a thread. */
    static final long SIZE = 256 << 10;

    /** How many calls above the end the last attempt begins: enough that it succeeds, however small compiled frames are. */
    static final int CALLS = 1_200;

    /** How many calls lie between two attempts. */
    static final int STEP = 5;

    private EndOfStack() {}

    /** Calls itself until the stack ends, and runs the operation on the way back, so many calls above the end. */
    static int dive(int calls, Task<?> operation) {
        int left;
        try {
            left = dive(calls, operation);
        } catch (StackOverflowError e) {
            return calls;
        }
        if (left == 1) {
            try {
                operation.run();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }
        return left - 1;
    }
}

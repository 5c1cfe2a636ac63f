package dev.weft.sync;

/**
 * Finds out whether the stack has room for what must not be broken off in the middle: it is better if an operation fails
 * before it has changed anything.
 *
 * <p>That is no guarantee: the virtual machine may execute the same method in frames of different sizes. So what is asked for
 * is several times as much as is needed.
 */
final class StackReserve {
    /** One kilobyte where this method is compiled, for some 40 ns; six times as much where it is not. */
    private static final int DEPTH = 64;

    private StackReserve() {}

    /** Throws {@link StackOverflowError} if there is not enough. */
    static void check() {
        descend(DEPTH);
    }

    private static int descend(int n) {
        return n == 0 ? 0 : descend(n - 1) + 1; // an addition after the call, for a call at the end needs no frame
    }
}

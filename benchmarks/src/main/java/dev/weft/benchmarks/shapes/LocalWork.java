package dev.weft.benchmarks.shapes;

/** Work that a goroutine does between two operations; the same in Go. */
final class LocalWork {
    private LocalWork() {}

    /**
     * A chain of steps each of which needs the last one's result. Shifts, for a chain of multiplications and
     * additions is one that the JIT compiler shortens, and Go's does not.
     *
     * @param steps how many
     * @param x where it begins
     * @return where it ends; must go somewhere, or the chain is left out
     */
    static long work(int steps, long x) {
        for (int i = 0; i < steps; i++) {
            x ^= x << 13;
            x ^= x >>> 7;
        }
        return x;
    }
}

package dev.weft.benchmarks.shapes;

/** Work that a goroutine does between two operations; the same in Go. */
final class LocalWork {
    private LocalWork() {}

    /**
     * Runs a chain of steps, each of which needs the result of the previous one. It uses shifts because the JIT
     * compiler shortens a chain of multiplications and additions, and Go's compiler does not.
     *
     * @param steps the number of steps
     * @param x the start value
     * @return the result, which must be used, or the compiler removes the chain
     */
    static long work(int steps, long x) {
        for (int i = 0; i < steps; i++) {
            x ^= x << 13;
            x ^= x >>> 7;
        }
        return x;
    }
}

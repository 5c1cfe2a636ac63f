package dev.weft.benchmarks.peers;

/** A counter of running tasks that can be awaited. */
public interface Group {
    void add();

    void done();

    /** Waits for zero; in the benchmarks the counter is already zero. */
    void await() throws InterruptedException;
}

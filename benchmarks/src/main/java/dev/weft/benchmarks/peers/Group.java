package dev.weft.benchmarks.peers;

/** A counter of running tasks that can be awaited. */
public interface Group {
    void add();

    void done();

    /** Waits for zero; here it is zero already. */
    void await() throws InterruptedException;
}

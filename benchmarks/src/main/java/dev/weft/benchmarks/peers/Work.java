package dev.weft.benchmarks.peers;

/** What a goroutine does. */
@FunctionalInterface
public interface Work {
    /** Does it. */
    void run() throws InterruptedException;
}

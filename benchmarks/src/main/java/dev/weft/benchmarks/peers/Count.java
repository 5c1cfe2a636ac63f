package dev.weft.benchmarks.peers;

/** A goroutine's work, which returns the sum of the elements received. */
@FunctionalInterface
public interface Count {
    /** Runs, and returns the sum of the elements received. */
    long run() throws InterruptedException;
}

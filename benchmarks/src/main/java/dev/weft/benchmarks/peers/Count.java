package dev.weft.benchmarks.peers;

/** What a goroutine does that says in the end how much it has done. */
@FunctionalInterface
public interface Count {
    /** Does it, and returns the sum of the elements received. */
    long run() throws InterruptedException;
}

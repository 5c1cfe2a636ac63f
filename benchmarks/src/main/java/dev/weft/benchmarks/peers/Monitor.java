package dev.weft.benchmarks.peers;

/** A lock and its condition. */
public interface Monitor {
    void lock();

    void unlock();

    void await() throws InterruptedException;

    void broadcast();
}

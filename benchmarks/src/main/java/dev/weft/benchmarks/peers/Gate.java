package dev.weft.benchmarks.peers;

/** Keeps goroutines waiting until it is opened, once, for all of them. */
public interface Gate {
    /** Waits until the gate is open. */
    void await() throws InterruptedException;

    /** Opens the gate. */
    void open();
}

package dev.weft.benchmarks.peers;

/** A lock for readers and writers. */
public interface ReadWrite {
    /** Locks and unlocks as a reader. */
    void read();

    /** Locks and unlocks as a writer. */
    void write();
}

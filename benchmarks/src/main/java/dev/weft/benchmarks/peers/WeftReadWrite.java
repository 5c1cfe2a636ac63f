package dev.weft.benchmarks.peers;

import dev.weft.sync.RWMutex;

/** {@link RWMutex}. */
public final class WeftReadWrite implements ReadWrite {
    private final RWMutex lock = new RWMutex();

    @Override
    public void read() {
        lock.rLock();
        lock.rUnlock();
    }

    @Override
    public void write() {
        lock.lock();
        lock.unlock();
    }
}

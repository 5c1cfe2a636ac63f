package dev.weft.benchmarks.peers;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** {@link ReentrantReadWriteLock}. */
public final class ReentrantReadWrite implements ReadWrite {
    private final Lock readLock;
    private final Lock writeLock;

    public ReentrantReadWrite() {
        ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
        readLock = lock.readLock();
        writeLock = lock.writeLock();
    }

    @Override
    public void read() {
        readLock.lock();
        readLock.unlock();
    }

    @Override
    public void write() {
        writeLock.lock();
        writeLock.unlock();
    }
}

package dev.weft.benchmarks.peers;

import java.util.concurrent.locks.StampedLock;

/** A {@link StampedLock}, used with its stamps, because its views as a {@code Lock} cost more. */
public final class StampedReadWrite implements ReadWrite {
    private final StampedLock lock = new StampedLock();

    @Override
    public void read() {
        long stamp = lock.readLock();
        lock.unlockRead(stamp);
    }

    @Override
    public void write() {
        long stamp = lock.writeLock();
        lock.unlockWrite(stamp);
    }
}

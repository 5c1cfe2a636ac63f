package dev.weft.sync;

import static dev.weft.internal.time.MonotonicClock.NEVER;

import dev.weft.internal.time.MonotonicClock;
import dev.weft.internal.wait.Wait;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;

/** The readers' side of an {@link RWMutex}, as a lock of {@code java.util.concurrent}. */
final class ReadLock implements Lock {
    private final RWMutex mutex;

    ReadLock(RWMutex mutex) {
        this.mutex = mutex;
    }

    @Override
    public void lock() {
        mutex.rLock();
    }

    /** See {@link RWState#lockForReadingAgain}. */
    void lockAgain() {
        mutex.lockForReadingAgain();
    }

    @Override
    public boolean tryLock() {
        return mutex.tryRLock();
    }

    @Override
    public void lockInterruptibly() throws InterruptedException {
        Wait.checkInterrupt();
        mutex.tryLockForReading(NEVER);
    }

    @Override
    public boolean tryLock(long time, TimeUnit unit) throws InterruptedException {
        Objects.requireNonNull(unit, "unit");
        Wait.checkInterrupt();
        return time <= 0 ? mutex.tryRLock() : mutex.tryLockForReading(MonotonicClock.deadlineAfter(time, unit));
    }

    @Override
    public void unlock() {
        mutex.rUnlock();
    }

    @Override
    public Condition newCondition() {
        throw new UnsupportedOperationException();
    }

    @Override
    public String toString() {
        return super.toString() + "[" + mutex + "]";
    }
}

package dev.weft.sync;

import static dev.weft.internal.time.MonotonicClock.NEVER;

import dev.weft.internal.time.MonotonicClock;
import dev.weft.internal.wait.Wait;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;

/** The writers' side of an {@link RWMutex}, as a lock of {@code java.util.concurrent}. */
final class WriteLock implements Lock {
    private final RWMutex mutex;

    WriteLock(RWMutex mutex) {
        this.mutex = mutex;
    }

    @Override
    public void lock() {
        mutex.lock();
    }

    /** See {@link RWState#lockForWritingAgain}. */
    void lockAgain() {
        mutex.lockForWritingAgain();
    }

    @Override
    public boolean tryLock() {
        return mutex.tryLock();
    }

    @Override
    public void lockInterruptibly() throws InterruptedException {
        Wait.checkInterrupt();
        mutex.tryLockForWriting(NEVER);
    }

    @Override
    public boolean tryLock(long time, TimeUnit unit) throws InterruptedException {
        Objects.requireNonNull(unit, "unit");
        Wait.checkInterrupt();
        return time <= 0 ? mutex.tryLock() : mutex.tryLockForWriting(MonotonicClock.deadlineAfter(time, unit));
    }

    @Override
    public void unlock() {
        mutex.unlock();
    }

    @Override
    public Condition newCondition() {
        return new CondCondition(new Cond(this));
    }

    @Override
    public String toString() {
        return super.toString() + "[" + mutex + "]";
    }
}

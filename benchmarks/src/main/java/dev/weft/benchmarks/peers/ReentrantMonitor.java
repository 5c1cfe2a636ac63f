package dev.weft.benchmarks.peers;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** {@link ReentrantLock} and its condition. */
public final class ReentrantMonitor implements Monitor {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition condition = lock.newCondition();

    @Override
    public void lock() {
        lock.lock();
    }

    @Override
    public void unlock() {
        lock.unlock();
    }

    @Override
    public void await() throws InterruptedException {
        condition.await();
    }

    @Override
    public void broadcast() {
        condition.signalAll();
    }
}

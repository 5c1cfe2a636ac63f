package dev.weft.benchmarks.peers;

import dev.weft.sync.Cond;
import dev.weft.sync.Mutex;

/** {@link Mutex} and {@link Cond}. */
public final class WeftMonitor implements Monitor {
    private final Mutex mutex = new Mutex();
    private final Cond cond = new Cond(mutex);

    @Override
    public void lock() {
        mutex.lock();
    }

    @Override
    public void unlock() {
        mutex.unlock();
    }

    @Override
    public void await() throws InterruptedException {
        cond.await();
    }

    @Override
    public void broadcast() {
        cond.broadcast();
    }
}

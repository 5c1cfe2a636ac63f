package dev.weft.benchmarks.shapes;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.openjdk.jmh.annotations.Benchmark;

/**
 * One thread locks and unlocks a lock that nobody else uses, which is an operation.
 *
 * <p>Hypothesis: it costs the two compare-and-sets that it needs; two, for an unlock must see whether somebody
 * waits.
 *
 * <p>{@code java -jar benchmarks/target/benchmarks.jar MutexBare}
 */
public class MutexBare extends Shape {
    private final dev.weft.sync.Mutex mutex = new dev.weft.sync.Mutex();
    private final ReentrantLock lock = new ReentrantLock();
    private final AtomicInteger word = new AtomicInteger();

    @Benchmark
    public void weft() {
        mutex.lock();
        mutex.unlock();
    }

    @Benchmark
    public void reentrantLock() {
        lock.lock();
        lock.unlock();
    }

    @Benchmark
    public boolean bareAtomic() {
        return word.compareAndSet(0, 1) & word.compareAndSet(1, 0);
    }
}

package dev.weft.benchmarks.shapes;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.openjdk.jmh.annotations.Benchmark;

/**
 * One thread tries a lock that nobody else uses, gets it, and unlocks it, which is an operation.
 *
 * <p>Hypothesis: it costs the two compare-and-sets that it needs, as {@link MutexBare}.
 *
 * <p>{@code java -jar benchmarks/target/benchmarks.jar TryLock}
 */
public class TryLock extends Shape {
    private final dev.weft.sync.Mutex mutex = new dev.weft.sync.Mutex();
    private final ReentrantLock lock = new ReentrantLock();
    private final AtomicInteger word = new AtomicInteger();

    @Benchmark
    public boolean weft() {
        boolean got = mutex.tryLock();
        if (got) {
            mutex.unlock();
        }
        return got;
    }

    @Benchmark
    public boolean reentrantLock() {
        boolean got = lock.tryLock();
        if (got) {
            lock.unlock();
        }
        return got;
    }

    @Benchmark
    public boolean bareAtomic() {
        boolean got = word.compareAndSet(0, 1);
        if (got) {
            word.compareAndSet(1, 0);
        }
        return got;
    }
}

package dev.weft.benchmarks.shapes;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/**
 * One thread locks and unlocks a lock that no other thread uses. An operation is one lock and unlock.
 *
 * <p>Hypothesis: it costs the two compare-and-sets that it needs; two, because an unlock must check for waiters.
 *
 * <p>{@code java -jar benchmarks/target/benchmarks.jar MutexBare}
 */
@OperationsPerInvocation(MutexBare.CALLS)
public class MutexBare extends Shape {
    /** In a loop, as in Go, so that the call of the benchmark itself does not count. */
    static final int CALLS = 1_000;

    private final dev.weft.sync.Mutex mutex = new dev.weft.sync.Mutex();
    private final ReentrantLock lock = new ReentrantLock();
    private final AtomicInteger word = new AtomicInteger();

    @Benchmark
    public void weft() {
        for (int i = 0; i < CALLS; i++) {
            mutex.lock();
            mutex.unlock();
        }
    }

    @Benchmark
    public void reentrantLock() {
        for (int i = 0; i < CALLS; i++) {
            lock.lock();
            lock.unlock();
        }
    }

    @Benchmark
    public void bareAtomic() {
        for (int i = 0; i < CALLS; i++) {
            word.compareAndSet(0, 1);
            word.compareAndSet(1, 0);
        }
    }
}

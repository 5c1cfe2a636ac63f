package dev.weft.benchmarks.shapes;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/**
 * One thread tries a lock that no other thread uses, gets it, and unlocks it. An operation is all of that.
 *
 * <p>Hypothesis: it costs the two compare-and-sets that it needs, as {@link MutexBare}.
 *
 * <p>{@code java -jar benchmarks/target/benchmarks.jar TryLock}
 */
@OperationsPerInvocation(TryLock.CALLS)
public class TryLock extends Shape {
    /** In a loop, as in Go, so that the call of the benchmark itself does not count. */
    static final int CALLS = 1_000;

    private final dev.weft.sync.Mutex mutex = new dev.weft.sync.Mutex();
    private final ReentrantLock lock = new ReentrantLock();
    private final AtomicInteger word = new AtomicInteger();

    @Benchmark
    public void weft() {
        for (int i = 0; i < CALLS; i++) {
            if (mutex.tryLock()) {
                mutex.unlock();
            }
        }
    }

    @Benchmark
    public void reentrantLock() {
        for (int i = 0; i < CALLS; i++) {
            if (lock.tryLock()) {
                lock.unlock();
            }
        }
    }

    @Benchmark
    public void bareAtomic() {
        for (int i = 0; i < CALLS; i++) {
            if (word.compareAndSet(0, 1)) {
                word.compareAndSet(1, 0);
            }
        }
    }
}

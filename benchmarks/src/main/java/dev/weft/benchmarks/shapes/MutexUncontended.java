package dev.weft.benchmarks.shapes;

import dev.weft.benchmarks.peers.Starter;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/**
 * As many goroutines as processors, each with a lock of its own; an operation is one lock and unlock.
 *
 * <p>Hypothesis: an uncontended lock costs two atomic operations, and no more with other locks in use beside it.
 *
 * <p>{@code java -jar benchmarks/target/benchmarks.jar MutexUncontended}
 */
@OperationsPerInvocation(LockShape.LOCKINGS)
public class MutexUncontended extends LockShape {
    @Benchmark
    public void weft() throws InterruptedException {
        uncontended(Starter.WEFT, dev.weft.sync.Mutex::new);
    }

    @Benchmark
    @Fork(jvmArgsAppend = {OnItsScheduler.ASKED_FOR, OnItsScheduler.OPEN})
    public void weftOnItsScheduler() throws InterruptedException {
        weft();
    }

    @Benchmark
    public void reentrantLock() throws InterruptedException {
        uncontended(Starter.VIRTUAL, ReentrantLock::new);
    }

    private static void uncontended(Starter starter, Supplier<Lock> make) throws InterruptedException {
        Object[] locks = apart(PROCESSORS, make);
        starter.inParallel(PROCESSORS, number -> {
            Lock lock = (Lock) locks[2 * number];
            for (int i = 0; i < LOCKINGS / PROCESSORS; i++) {
                lock.lock();
                lock.unlock();
            }
        });
    }
}

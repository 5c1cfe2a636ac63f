package dev.weft.benchmarks.shapes;

import dev.weft.benchmarks.peers.ReadWrite;
import dev.weft.benchmarks.peers.ReentrantReadWrite;
import dev.weft.benchmarks.peers.StampedReadWrite;
import dev.weft.benchmarks.peers.Starter;
import dev.weft.benchmarks.peers.WeftReadWrite;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;

/**
 * As many goroutines as processors use one lock for readers and writers: every 10th or 100th time as a writer,
 * otherwise as a reader. An operation is one lock and unlock of either kind.
 *
 * <p>Hypothesis: readers cost each other one shared counter, and an occasional writer does not stop them for longer
 * than it writes.
 *
 * <p>{@code java -jar benchmarks/target/benchmarks.jar RWMutexWrite}
 */
@OperationsPerInvocation(LockShape.LOCKINGS)
public class RWMutexWrite extends LockShape {
    @Param({"10", "100"})
    public int every;

    @Benchmark
    public void weft() throws InterruptedException {
        readAndWrite(Starter.WEFT, new WeftReadWrite());
    }

    @Benchmark
    @Fork(jvmArgsAppend = {OnItsScheduler.ASKED_FOR, OnItsScheduler.OPEN})
    public void weftOnItsScheduler() throws InterruptedException {
        weft();
    }

    @Benchmark
    public void reentrantReadWriteLock() throws InterruptedException {
        readAndWrite(Starter.VIRTUAL, new ReentrantReadWrite());
    }

    @Benchmark
    public void stampedLock() throws InterruptedException {
        readAndWrite(Starter.VIRTUAL, new StampedReadWrite());
    }

    private void readAndWrite(Starter starter, ReadWrite lock) throws InterruptedException {
        int writers = every;
        starter.inParallel(PROCESSORS, number -> {
            for (int i = 1; i <= LOCKINGS / PROCESSORS; i++) {
                if (i % writers == 0) {
                    lock.write();
                } else {
                    lock.read();
                }
            }
        });
    }
}

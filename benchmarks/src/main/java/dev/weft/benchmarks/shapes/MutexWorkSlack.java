package dev.weft.benchmarks.shapes;

import dev.weft.benchmarks.peers.Starter;
import java.util.concurrent.locks.ReentrantLock;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Ten goroutines for each processor lock and unlock one lock, and do some work of their own after each unlock; an
 * operation is one lock and unlock, and one goroutine's work.
 *
 * <p>Hypothesis: as {@link MutexWork}: more goroutines than processors change nothing.
 *
 * <p>{@code java -jar benchmarks/target/benchmarks.jar 'shapes.MutexWorkSlack\.'}
 */
@OperationsPerInvocation(LockShape.LOCKINGS)
public class MutexWorkSlack extends LockShape {
    @Benchmark
    public void weft(Blackhole hole) throws InterruptedException {
        contended(Starter.WEFT, new dev.weft.sync.Mutex(), SLACK * PROCESSORS, WORK, hole);
    }

    @Benchmark
    @Fork(jvmArgsAppend = {OnItsScheduler.ASKED_FOR, OnItsScheduler.OPEN})
    public void weftOnItsScheduler(Blackhole hole) throws InterruptedException {
        weft(hole);
    }

    @Benchmark
    public void reentrantLock(Blackhole hole) throws InterruptedException {
        contended(Starter.VIRTUAL, new ReentrantLock(), SLACK * PROCESSORS, WORK, hole);
    }
}

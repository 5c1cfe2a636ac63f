package dev.weft.benchmarks.shapes;

import dev.weft.benchmarks.peers.Starter;
import java.util.concurrent.locks.ReentrantLock;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Ten goroutines for each processor lock and unlock one lock, and do nothing else; an operation is one lock and
 * unlock.
 *
 * <p>Hypothesis: waiting goroutines cost the running ones nothing.
 *
 * <p>{@code java -jar benchmarks/target/benchmarks.jar 'shapes.MutexSlack\.'}
 */
@OperationsPerInvocation(LockShape.LOCKINGS)
public class MutexSlack extends LockShape {
    @Benchmark
    public void weft(Blackhole hole) throws InterruptedException {
        contended(Starter.WEFT, new dev.weft.sync.Mutex(), SLACK * PROCESSORS, 0, hole);
    }

    @Benchmark
    @Fork(jvmArgsAppend = {OnItsScheduler.ASKED_FOR, OnItsScheduler.OPEN})
    public void weftOnItsScheduler(Blackhole hole) throws InterruptedException {
        weft(hole);
    }

    @Benchmark
    public void reentrantLock(Blackhole hole) throws InterruptedException {
        contended(Starter.VIRTUAL, new ReentrantLock(), SLACK * PROCESSORS, 0, hole);
    }
}

package dev.weft.benchmarks.shapes;

import dev.weft.benchmarks.peers.AtomicGroup;
import dev.weft.benchmarks.peers.Group;
import dev.weft.benchmarks.peers.PhaserGroup;
import dev.weft.benchmarks.peers.Starter;
import dev.weft.benchmarks.peers.WeftGroup;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/**
 * As many goroutines as processors add to one wait group and are done at once; an operation is one add and one
 * done.
 *
 * <p>Hypothesis: it costs the two atomic additions that it needs.
 *
 * <p>{@code java -jar benchmarks/target/benchmarks.jar WaitGroupAddDone}
 */
@OperationsPerInvocation(LockShape.LOCKINGS)
public class WaitGroupAddDone extends LockShape {
    @Benchmark
    public void weft() throws InterruptedException {
        addAndDone(Starter.WEFT, new WeftGroup());
    }

    @Benchmark
    @Fork(jvmArgsAppend = {OnItsScheduler.ASKED_FOR, OnItsScheduler.OPEN})
    public void weftOnItsScheduler() throws InterruptedException {
        weft();
    }

    @Benchmark
    public void bareAtomic() throws InterruptedException {
        addAndDone(Starter.VIRTUAL, new AtomicGroup());
    }

    @Benchmark
    public void phaser() throws InterruptedException {
        addAndDone(Starter.VIRTUAL, new PhaserGroup());
    }

    private static void addAndDone(Starter starter, Group group) throws InterruptedException {
        starter.inParallel(PROCESSORS, number -> {
            for (int i = 0; i < LOCKINGS / PROCESSORS; i++) {
                group.add();
                group.done();
            }
        });
    }
}

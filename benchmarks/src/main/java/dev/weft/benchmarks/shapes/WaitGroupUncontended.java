package dev.weft.benchmarks.shapes;

import dev.weft.benchmarks.peers.AtomicGroup;
import dev.weft.benchmarks.peers.Group;
import dev.weft.benchmarks.peers.Starter;
import dev.weft.benchmarks.peers.WeftGroup;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/**
 * As many goroutines as processors, each with a wait group of its own; an operation is one add, one done and one
 * await, which need not wait. A {@link java.util.concurrent.Phaser} cannot be awaited without taking part.
 *
 * <p>Hypothesis: it costs the two atomic additions and the volatile read that it needs.
 *
 * <p>{@code java -jar benchmarks/target/benchmarks.jar WaitGroupUncontended}
 */
@OperationsPerInvocation(LockShape.LOCKINGS)
public class WaitGroupUncontended extends LockShape {
    @Benchmark
    public void weft() throws InterruptedException {
        uncontended(Starter.WEFT, WeftGroup::new);
    }

    @Benchmark
    @Fork(jvmArgsAppend = {OnItsScheduler.ASKED_FOR, OnItsScheduler.OPEN})
    public void weftOnItsScheduler() throws InterruptedException {
        weft();
    }

    @Benchmark
    public void bareAtomic() throws InterruptedException {
        uncontended(Starter.VIRTUAL, AtomicGroup::new);
    }

    private static void uncontended(Starter starter, Supplier<Group> make) throws InterruptedException {
        Object[] groups = apart(PROCESSORS, make);
        starter.inParallel(PROCESSORS, number -> {
            Group group = (Group) groups[2 * number];
            for (int i = 0; i < LOCKINGS / PROCESSORS; i++) {
                group.add();
                group.done();
                group.await();
            }
        });
    }
}

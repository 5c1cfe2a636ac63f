package dev.weft.benchmarks.shapes;

import dev.weft.benchmarks.peers.JoxPeer;
import dev.weft.benchmarks.peers.QueuePeer;
import dev.weft.benchmarks.peers.WeftPeer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/**
 * One goroutine sends, one receives, on an unbuffered channel, and both are started by closing a channel (or by a
 * latch, where the peer has no channel to close): the program from the notes that measures a context switch. An
 * operation is one element. On OS threads it is the same program, and the switch is the operating system's.
 *
 * <p>Hypothesis: an unbuffered channel costs no more than a {@link java.util.concurrent.SynchronousQueue} between
 * the same two virtual threads.
 *
 * <p>{@code java -jar benchmarks/target/benchmarks.jar ContextSwitch}
 */
@OperationsPerInvocation(ContextSwitch.ELEMENTS)
public class ContextSwitch extends Shape {
    /** Few, because between OS threads each takes some tens of microseconds. */
    static final int ELEMENTS = 20_000;

    @Benchmark
    public void weft(GoroutineOrThread on) throws InterruptedException {
        Transfer.run(on.of(new WeftPeer()), 0, 1, 1, ELEMENTS);
    }

    @Benchmark
    @Fork(jvmArgsAppend = {OnItsScheduler.ASKED_FOR, OnItsScheduler.OPEN})
    public void weftOnItsScheduler(OnlyGoroutine on) throws InterruptedException {
        Transfer.run(new WeftPeer(), 0, 1, 1, ELEMENTS);
    }

    @Benchmark
    public void jox(OnlyGoroutine on) throws InterruptedException {
        Transfer.run(new JoxPeer(), 0, 1, 1, ELEMENTS);
    }

    @Benchmark
    public void kotlin(OnlyGoroutine on) {
        Transfer.runKotlin(0, 1, 1, ELEMENTS);
    }

    @Benchmark
    public void synchronousQueue(GoroutineOrThread on) throws InterruptedException {
        Transfer.run(on.of(QueuePeer.SYNCHRONOUS), 0, 1, 1, ELEMENTS);
    }

    @Benchmark
    public void synchronousQueueFair(OnlyGoroutine on) throws InterruptedException {
        Transfer.run(QueuePeer.SYNCHRONOUS_FAIR, 0, 1, 1, ELEMENTS);
    }

    @Benchmark
    public void linkedTransferQueue(OnlyGoroutine on) throws InterruptedException {
        Transfer.run(QueuePeer.LINKED_TRANSFER, 0, 1, 1, ELEMENTS);
    }
}

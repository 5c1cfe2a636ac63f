package dev.weft.benchmarks.shapes;

import dev.weft.benchmarks.peers.JoxPeer;
import dev.weft.benchmarks.peers.QueuePeer;
import dev.weft.benchmarks.peers.WeftPeer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;

/**
 * Producers send to consumers through one unbuffered channel; {@code goroutines=4x1} means four producers and one
 * consumer. An operation is one element.
 *
 * <p>Hypothesis: with more goroutines than processors there is always one that runs, and an element costs less than
 * from one to one; no peer is faster.
 *
 * <p>{@code java -jar benchmarks/target/benchmarks.jar Unbuffered}
 */
public class Unbuffered extends Shape {
    @Param({"4x4", "4x1", "1x4", "100x100"})
    public String goroutines;

    @Benchmark
    @OperationsPerInvocation(Transfer.ELEMENTS)
    public void weft() throws InterruptedException {
        Transfer.run(new WeftPeer(), 0, goroutines);
    }

    @Benchmark
    @Fork(jvmArgsAppend = {OnItsScheduler.ASKED_FOR, OnItsScheduler.OPEN})
    @OperationsPerInvocation(Transfer.ELEMENTS)
    public void weftOnItsScheduler() throws InterruptedException {
        weft();
    }

    @Benchmark
    @OperationsPerInvocation(Transfer.ELEMENTS)
    public void jox() throws InterruptedException {
        Transfer.run(new JoxPeer(), 0, goroutines);
    }

    @Benchmark
    @OperationsPerInvocation(Transfer.ELEMENTS)
    public void kotlin() {
        Transfer.runKotlin(0, goroutines);
    }

    @Benchmark
    @OperationsPerInvocation(Transfer.ELEMENTS)
    public void synchronousQueue() throws InterruptedException {
        Transfer.run(QueuePeer.SYNCHRONOUS, 0, goroutines);
    }

    @Benchmark
    @OperationsPerInvocation(Transfer.ELEMENTS)
    public void synchronousQueueFair() throws InterruptedException {
        Transfer.run(QueuePeer.SYNCHRONOUS_FAIR, 0, goroutines);
    }

    @Benchmark
    @OperationsPerInvocation(Transfer.ELEMENTS)
    public void linkedTransferQueue() throws InterruptedException {
        Transfer.run(QueuePeer.LINKED_TRANSFER, 0, goroutines);
    }
}

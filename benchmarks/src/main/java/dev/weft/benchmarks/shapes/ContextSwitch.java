package dev.weft.benchmarks.shapes;

import dev.weft.benchmarks.peers.JoxPeer;
import dev.weft.benchmarks.peers.QueuePeer;
import dev.weft.benchmarks.peers.WeftPeer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/**
 * One goroutine sends, one receives, on an unbuffered channel, and both are started by closing a channel (or by a
 * latch, where the peer has no channel to close): the program from the notes that measures a context switch. An
 * operation is one element.
 *
 * <p>Hypothesis: an unbuffered channel costs no more than a {@link java.util.concurrent.SynchronousQueue} between
 * the same two virtual threads.
 *
 * <p>{@code java -jar benchmarks/target/benchmarks.jar ContextSwitch}
 */
public class ContextSwitch extends Shape {
    @Benchmark
    @OperationsPerInvocation(Transfer.ELEMENTS)
    public void weft() throws InterruptedException {
        Transfer.run(new WeftPeer(), 0, 1, 1);
    }

    @Benchmark
    @OperationsPerInvocation(Transfer.ELEMENTS)
    public void jox() throws InterruptedException {
        Transfer.run(new JoxPeer(), 0, 1, 1);
    }

    @Benchmark
    @OperationsPerInvocation(Transfer.ELEMENTS)
    public void kotlin() {
        Transfer.runKotlin(0, 1, 1);
    }

    @Benchmark
    @OperationsPerInvocation(Transfer.ELEMENTS)
    public void synchronousQueue() throws InterruptedException {
        Transfer.run(QueuePeer.SYNCHRONOUS, 0, 1, 1);
    }

    @Benchmark
    @OperationsPerInvocation(Transfer.ELEMENTS)
    public void synchronousQueueFair() throws InterruptedException {
        Transfer.run(QueuePeer.SYNCHRONOUS_FAIR, 0, 1, 1);
    }

    @Benchmark
    @OperationsPerInvocation(Transfer.ELEMENTS)
    public void linkedTransferQueue() throws InterruptedException {
        Transfer.run(QueuePeer.LINKED_TRANSFER, 0, 1, 1);
    }
}

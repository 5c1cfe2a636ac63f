package dev.weft.benchmarks.shapes;

import dev.weft.benchmarks.peers.JoxPeer;
import dev.weft.benchmarks.peers.QueuePeer;
import dev.weft.benchmarks.peers.WeftPeer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;

/**
 * Producers send to as many consumers through one buffered channel; {@code goroutines=4x4} means four and four. An
 * operation is one element.
 *
 * <p>Hypothesis: the larger the buffer, the more elements pass without a wait; no peer is faster.
 *
 * <p>{@code java -jar benchmarks/target/benchmarks.jar Buffered}
 */
public class Buffered extends Shape {
    @Param({"1", "16", "128"})
    public int capacity;

    @Param({"1x1", "4x4"})
    public String goroutines;

    @Benchmark
    @OperationsPerInvocation(Transfer.ELEMENTS)
    public void weft() throws InterruptedException {
        Transfer.run(new WeftPeer(), capacity, goroutines);
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
        Transfer.run(new JoxPeer(), capacity, goroutines);
    }

    @Benchmark
    @OperationsPerInvocation(Transfer.ELEMENTS)
    public void kotlin() {
        Transfer.runKotlin(capacity, goroutines);
    }

    @Benchmark
    @OperationsPerInvocation(Transfer.ELEMENTS)
    public void arrayBlockingQueue() throws InterruptedException {
        Transfer.run(QueuePeer.ARRAY_BLOCKING, capacity, goroutines);
    }

    @Benchmark
    @OperationsPerInvocation(Transfer.ELEMENTS)
    public void linkedBlockingQueue() throws InterruptedException {
        Transfer.run(QueuePeer.LINKED_BLOCKING, capacity, goroutines);
    }
}

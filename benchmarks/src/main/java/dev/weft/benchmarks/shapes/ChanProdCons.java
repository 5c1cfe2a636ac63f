package dev.weft.benchmarks.shapes;

import dev.weft.benchmarks.peers.JoxPeer;
import dev.weft.benchmarks.peers.QueuePeer;
import dev.weft.benchmarks.peers.WeftPeer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;

/**
 * Go's {@code BenchmarkChanProdCons0}, {@code 10} and {@code 100}: as many producers as processors send to as many
 * consumers through one channel. An operation is one element.
 *
 * <p>No queue of java.util.concurrent is both unbuffered and buffered: the methods of two queues use the first, which
 * is unbuffered, at capacity 0, and the second otherwise.
 *
 * <p>Hypothesis: no peer is faster, with a buffer or without.
 *
 * <p>{@code java -jar benchmarks/target/benchmarks.jar ChanProdCons}
 */
public class ChanProdCons extends Shape {
    @Param({"0", "10", "100"})
    public int capacity;

    @Benchmark
    @OperationsPerInvocation(Transfer.ELEMENTS)
    public void weft() throws InterruptedException {
        Transfer.run(new WeftPeer(), capacity, PROCESSORS, PROCESSORS, Transfer.ELEMENTS);
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
        Transfer.run(new JoxPeer(), capacity, PROCESSORS, PROCESSORS, Transfer.ELEMENTS);
    }

    @Benchmark
    @OperationsPerInvocation(Transfer.ELEMENTS)
    public void kotlin() {
        Transfer.runKotlin(capacity, PROCESSORS, PROCESSORS, Transfer.ELEMENTS);
    }

    @Benchmark
    @OperationsPerInvocation(Transfer.ELEMENTS)
    public void synchronousOrArrayBlockingQueue() throws InterruptedException {
        QueuePeer queue = capacity == 0 ? QueuePeer.SYNCHRONOUS : QueuePeer.ARRAY_BLOCKING;
        Transfer.run(queue, capacity, PROCESSORS, PROCESSORS, Transfer.ELEMENTS);
    }

    @Benchmark
    @OperationsPerInvocation(Transfer.ELEMENTS)
    public void linkedTransferOrLinkedBlockingQueue() throws InterruptedException {
        QueuePeer queue = capacity == 0 ? QueuePeer.LINKED_TRANSFER : QueuePeer.LINKED_BLOCKING;
        Transfer.run(queue, capacity, PROCESSORS, PROCESSORS, Transfer.ELEMENTS);
    }
}

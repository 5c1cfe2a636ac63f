package dev.weft.benchmarks.shapes;

import dev.weft.benchmarks.kotlin.KotlinChanSem;
import dev.weft.benchmarks.peers.Crew;
import dev.weft.benchmarks.peers.JoxPeer;
import dev.weft.benchmarks.peers.Peer;
import dev.weft.benchmarks.peers.Pipe;
import dev.weft.benchmarks.peers.QueuePeer;
import dev.weft.benchmarks.peers.WeftPeer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/**
 * Go's {@code BenchmarkChanSem}: a channel with room for as many elements as there are processors serves as a
 * semaphore, which as many goroutines acquire (send) and release (receive). An operation is one acquisition with its
 * release.
 *
 * <p>Hypothesis: no goroutine ever waits, so this is the cost of two contended calls; no peer is cheaper.
 *
 * <p>{@code java -jar benchmarks/target/benchmarks.jar ChanSem}
 */
public class ChanSem extends Shape {
    private static final int ELEMENTS = 100_000;
    private static final int SHARE = ELEMENTS / PROCESSORS;

    @Benchmark
    @OperationsPerInvocation(ELEMENTS)
    public void weft() throws InterruptedException {
        run(new WeftPeer());
    }

    @Benchmark
    @Fork(jvmArgsAppend = {OnItsScheduler.ASKED_FOR, OnItsScheduler.OPEN})
    @OperationsPerInvocation(ELEMENTS)
    public void weftOnItsScheduler() throws InterruptedException {
        weft();
    }

    @Benchmark
    @OperationsPerInvocation(ELEMENTS)
    public void jox() throws InterruptedException {
        run(new JoxPeer());
    }

    @Benchmark
    @OperationsPerInvocation(ELEMENTS)
    public void kotlin() {
        check(SHARE * PROCESSORS, KotlinChanSem.chanSem(PROCESSORS, SHARE));
    }

    @Benchmark
    @OperationsPerInvocation(ELEMENTS)
    public void arrayBlockingQueue() throws InterruptedException {
        run(QueuePeer.ARRAY_BLOCKING);
    }

    @Benchmark
    @OperationsPerInvocation(ELEMENTS)
    public void linkedBlockingQueue() throws InterruptedException {
        run(QueuePeer.LINKED_BLOCKING);
    }

    private static void run(Peer peer) throws InterruptedException {
        Pipe<Integer> semaphore = peer.pipe(PROCESSORS);
        Crew crew = new Crew(peer);
        for (int p = 0; p < PROCESSORS; p++) {
            crew.count(() -> {
                long sum = 0;
                for (int i = 0; i < SHARE; i++) {
                    semaphore.send(ONE);
                    sum += semaphore.receive();
                }
                return sum;
            });
        }
        check(SHARE * PROCESSORS, crew.join());
    }
}

package dev.weft.benchmarks.shapes;

import dev.weft.benchmarks.kotlin.KotlinPingPong;
import dev.weft.benchmarks.peers.Crew;
import dev.weft.benchmarks.peers.JoxPeer;
import dev.weft.benchmarks.peers.Peer;
import dev.weft.benchmarks.peers.Pipe;
import dev.weft.benchmarks.peers.QueuePeer;
import dev.weft.benchmarks.peers.WeftPeer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/**
 * Two goroutines send an element to and fro over two unbuffered channels; an operation is one round trip.
 *
 * <p>Hypothesis: a round trip costs two hand-overs, and no peer hands over faster.
 *
 * <p>{@code java -jar benchmarks/target/benchmarks.jar PingPong}
 */
public class PingPong extends Shape {
    private static final int ROUNDS = 50_000;

    @Benchmark
    @OperationsPerInvocation(ROUNDS)
    public void weft() throws InterruptedException {
        run(new WeftPeer());
    }

    @Benchmark
    @OperationsPerInvocation(ROUNDS)
    public void jox() throws InterruptedException {
        run(new JoxPeer());
    }

    @Benchmark
    @OperationsPerInvocation(ROUNDS)
    public void synchronousQueue() throws InterruptedException {
        run(QueuePeer.SYNCHRONOUS);
    }

    @Benchmark
    @OperationsPerInvocation(ROUNDS)
    public void synchronousQueueFair() throws InterruptedException {
        run(QueuePeer.SYNCHRONOUS_FAIR);
    }

    @Benchmark
    @OperationsPerInvocation(ROUNDS)
    public void linkedTransferQueue() throws InterruptedException {
        run(QueuePeer.LINKED_TRANSFER);
    }

    @Benchmark
    @OperationsPerInvocation(ROUNDS)
    public void kotlin() {
        check(2 * ROUNDS, KotlinPingPong.pingPong(ROUNDS));
    }

    private static void run(Peer peer) throws InterruptedException {
        Pipe<Integer> there = peer.pipe(0);
        Pipe<Integer> back = peer.pipe(0);
        Crew crew = new Crew(peer);
        crew.count(() -> {
            long sum = 0;
            for (int i = 0; i < ROUNDS; i++) {
                there.send(ONE);
                sum += back.receive();
            }
            return sum;
        });
        crew.count(() -> {
            long sum = 0;
            for (int i = 0; i < ROUNDS; i++) {
                sum += there.receive();
                back.send(ONE);
            }
            return sum;
        });
        check(2 * ROUNDS, crew.join());
    }
}

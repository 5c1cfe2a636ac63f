package dev.weft.benchmarks.shapes;

import dev.weft.benchmarks.kotlin.KotlinPingPong;
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
 * Two goroutines, or two OS threads, send an element to and fro over two unbuffered channels; an operation is one round
 * trip.
 *
 * <p>Hypothesis: a round trip costs two hand-overs, and no peer hands over faster.
 *
 * <p>{@code java -jar benchmarks/target/benchmarks.jar PingPong}
 */
@OperationsPerInvocation(PingPong.ROUNDS)
public class PingPong extends Shape {
    /** Few, because between OS threads each takes some tens of microseconds. */
    static final int ROUNDS = 10_000;

    @Benchmark
    public void weft(GoroutineOrThread on) throws InterruptedException {
        run(on.of(new WeftPeer()));
    }

    @Benchmark
    @Fork(jvmArgsAppend = {OnItsScheduler.ASKED_FOR, OnItsScheduler.OPEN})
    public void weftOnItsScheduler(OnlyGoroutine on) throws InterruptedException {
        run(new WeftPeer());
    }

    @Benchmark
    public void jox(OnlyGoroutine on) throws InterruptedException {
        run(new JoxPeer());
    }

    @Benchmark
    public void synchronousQueue(GoroutineOrThread on) throws InterruptedException {
        run(on.of(QueuePeer.SYNCHRONOUS));
    }

    @Benchmark
    public void synchronousQueueFair(OnlyGoroutine on) throws InterruptedException {
        run(QueuePeer.SYNCHRONOUS_FAIR);
    }

    @Benchmark
    public void linkedTransferQueue(OnlyGoroutine on) throws InterruptedException {
        run(QueuePeer.LINKED_TRANSFER);
    }

    @Benchmark
    public void kotlin(OnlyGoroutine on) {
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

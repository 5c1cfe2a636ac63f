package dev.weft.benchmarks.shapes;

import dev.weft.benchmarks.kotlin.KotlinRing;
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
 * A token goes round a ring of 1,000 goroutines, with an unbuffered channel between any two neighbors: only one
 * goroutine at a time has something to do. An operation is one hop.
 *
 * <p>Hypothesis: each hop wakes a goroutine that has long been parked, so the JDK's scheduler sets the floor; no peer
 * on virtual threads is nearer to it.
 *
 * <p>{@code java -jar benchmarks/target/benchmarks.jar Ring}
 */
public class Ring extends Shape {
    private static final int MEMBERS = 1_000;
    private static final int LAPS = 100;

    @Benchmark
    @OperationsPerInvocation(MEMBERS * LAPS)
    public void weft() throws InterruptedException {
        run(new WeftPeer());
    }

    @Benchmark
    @Fork(jvmArgsAppend = {OnItsScheduler.ASKED_FOR, OnItsScheduler.OPEN})
    @OperationsPerInvocation(MEMBERS * LAPS)
    public void weftOnItsScheduler() throws InterruptedException {
        weft();
    }

    @Benchmark
    @OperationsPerInvocation(MEMBERS * LAPS)
    public void jox() throws InterruptedException {
        run(new JoxPeer());
    }

    @Benchmark
    @OperationsPerInvocation(MEMBERS * LAPS)
    public void kotlin() {
        check(MEMBERS * LAPS, KotlinRing.ring(MEMBERS, LAPS));
    }

    @Benchmark
    @OperationsPerInvocation(MEMBERS * LAPS)
    public void synchronousQueue() throws InterruptedException {
        run(QueuePeer.SYNCHRONOUS);
    }

    @Benchmark
    @OperationsPerInvocation(MEMBERS * LAPS)
    public void synchronousQueueFair() throws InterruptedException {
        run(QueuePeer.SYNCHRONOUS_FAIR);
    }

    @Benchmark
    @OperationsPerInvocation(MEMBERS * LAPS)
    public void linkedTransferQueue() throws InterruptedException {
        run(QueuePeer.LINKED_TRANSFER);
    }

    private static void run(Peer peer) throws InterruptedException {
        Pipe<Integer> first = peer.pipe(0);
        Crew crew = new Crew(peer);
        Pipe<Integer> in = first;
        for (int m = 1; m <= MEMBERS; m++) {
            boolean last = m == MEMBERS;
            Pipe<Integer> from = in;
            Pipe<Integer> to = last ? first : peer.pipe(0);
            crew.count(() -> member(from, to, last));
            in = to;
        }
        crew.start(() -> first.send(ONE));
        check(MEMBERS * LAPS, crew.join());
    }

    private static long member(Pipe<Integer> from, Pipe<Integer> to, boolean last) throws InterruptedException {
        long hops = 0;
        for (int lap = 1; lap <= LAPS; lap++) {
            Integer token = from.receive();
            hops += token;
            // Nobody would receive the very last hop.
            if (!last || lap < LAPS) {
                to.send(token);
            }
        }
        return hops;
    }
}

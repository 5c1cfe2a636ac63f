package dev.weft.benchmarks.shapes;

import dev.weft.benchmarks.kotlin.KotlinSkynet;
import dev.weft.benchmarks.peers.Crew;
import dev.weft.benchmarks.peers.JoxPeer;
import dev.weft.benchmarks.peers.Peer;
import dev.weft.benchmarks.peers.Pipe;
import dev.weft.benchmarks.peers.QueuePeer;
import dev.weft.benchmarks.peers.WeftPeer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;

/**
 * A tree of goroutines with ten children each and a million leaves. A leaf sends its number up through the unbuffered
 * channel that it shares with its siblings; an inner goroutine sends the sum of what its children sent. An operation is
 * the whole tree.
 *
 * <p>Hypothesis: this is the cost of starting a short-lived goroutine, and of many senders to one receiver; no peer is
 * faster.
 *
 * <p>{@code java -jar benchmarks/target/benchmarks.jar Skynet}
 */
public class Skynet extends Shape {
    private static final int LEAVES = 1_000_000;

    @Benchmark
    public void weft() throws InterruptedException {
        run(new WeftPeer(), LEAVES);
    }

    @Benchmark
    @Fork(jvmArgsAppend = {OnItsScheduler.ASKED_FOR, OnItsScheduler.OPEN})
    public void weftOnItsScheduler() throws InterruptedException {
        weft();
    }

    @Benchmark
    public void jox() throws InterruptedException {
        run(new JoxPeer(), LEAVES);
    }

    @Benchmark
    public void kotlin() {
        runKotlin(LEAVES);
    }

    @Benchmark
    public void synchronousQueue() throws InterruptedException {
        run(QueuePeer.SYNCHRONOUS, LEAVES);
    }

    @Benchmark
    public void synchronousQueueFair() throws InterruptedException {
        run(QueuePeer.SYNCHRONOUS_FAIR, LEAVES);
    }

    @Benchmark
    public void linkedTransferQueue() throws InterruptedException {
        run(QueuePeer.LINKED_TRANSFER, LEAVES);
    }

    static void run(Peer peer, int leaves) throws InterruptedException {
        Crew crew = new Crew(peer);
        crew.count(() -> {
            Pipe<Long> sum = peer.pipe(0);
            peer.start(() -> node(peer, sum, 0, leaves));
            return sum.receive();
        });
        check(sum(leaves), crew.join());
    }

    static void runKotlin(int leaves) {
        check(sum(leaves), KotlinSkynet.skynet(leaves));
    }

    private static long sum(int leaves) {
        return leaves * (leaves - 1L) / 2;
    }

    private static void node(Peer peer, Pipe<Long> up, long number, int leaves) throws InterruptedException {
        if (leaves == 1) {
            up.send(number);
            return;
        }
        Pipe<Long> children = peer.pipe(0);
        int each = leaves / 10;
        for (int i = 0; i < 10; i++) {
            long first = number + i * (long) each;
            peer.start(() -> node(peer, children, first, each));
        }
        long sum = 0;
        for (int i = 0; i < 10; i++) {
            sum += children.receive();
        }
        up.send(sum);
    }
}

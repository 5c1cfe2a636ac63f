package dev.weft.benchmarks.shapes;

import dev.weft.benchmarks.peers.JoxPeer;
import dev.weft.benchmarks.peers.Peer;
import dev.weft.benchmarks.peers.Pipe;
import dev.weft.benchmarks.peers.QueuePeer;
import dev.weft.benchmarks.peers.Starter;
import dev.weft.benchmarks.peers.WeftPeer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.TearDown;

/**
 * One goroutine sends on an unbuffered channel on which many wait; each element goes to the one that has waited longest,
 * which then waits again. An operation is one element.
 *
 * <p>Hypothesis: the number of those that wait does not matter, until they no longer fit into the caches.
 *
 * <p>{@code java -jar benchmarks/target/benchmarks.jar 'Crowd[.]'}
 */
@OperationsPerInvocation(Crowd.ELEMENTS)
public class Crowd extends Shape {
    static final int ELEMENTS = 20_000;

    private static final int REHEARSALS = 2;

    @Param({"10", "1000", "100000"})
    public int waiting;

    private Pipe<Integer> pipe;
    private Bystanders crowd;

    @Benchmark
    public void weft() throws InterruptedException {
        run(new WeftPeer(), Starter.WEFT);
    }

    @Benchmark
    @Fork(jvmArgsAppend = {OnItsScheduler.ASKED_FOR, OnItsScheduler.OPEN})
    public void weftOnItsScheduler() throws InterruptedException {
        weft();
    }

    @Benchmark
    public void jox() throws InterruptedException {
        run(new JoxPeer(), Starter.VIRTUAL);
    }

    @Benchmark
    public void synchronousQueueFair() throws InterruptedException {
        run(QueuePeer.SYNCHRONOUS_FAIR, Starter.VIRTUAL);
    }

    private void run(Peer peer, Starter starter) throws InterruptedException {
        if (pipe == null) { // in the first iteration, which is a warm-up
            pipe = peer.pipe(0);
            crowd = Bystanders.gather(starter, waiting, pipe::receive);
            // Each is served before it counts, so that none still waits in the interpreter, with its larger frames.
            send(pipe, starter, REHEARSALS * waiting);
        }
        send(pipe, starter, ELEMENTS);
    }

    private static void send(Pipe<Integer> pipe, Starter starter, int elements) throws InterruptedException {
        starter.inParallel(1, number -> {
            for (int i = 0; i < elements; i++) {
                pipe.send(ONE);
            }
        });
    }

    @TearDown(Level.Trial)
    public void disperse() throws InterruptedException {
        if (crowd != null) {
            crowd.disperse(pipe::send);
        }
        crowd = null;
        pipe = null;
    }
}

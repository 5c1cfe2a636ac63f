package dev.weft.benchmarks.shapes;

import dev.weft.Channel;
import dev.weft.benchmarks.peers.Starter;
import java.util.concurrent.SynchronousQueue;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.TearDown;

/**
 * An attempt to receive from an unbuffered channel on which many wait to receive: it finds nothing, and wakes no one.
 * What {@link Crowd} costs besides is the memory of the goroutine that gets the element. An operation is one attempt.
 *
 * <p>Hypothesis: the number of those that wait does not matter.
 *
 * <p>{@code java -jar benchmarks/target/benchmarks.jar CrowdTryReceive}
 */
@OperationsPerInvocation(CrowdTryReceive.CALLS)
public class CrowdTryReceive extends Shape {
    static final int CALLS = 1_000;

    @Param({"10", "1000", "100000"})
    public int waiting;

    private final Channel<Integer> channel = Channel.make();
    private final SynchronousQueue<Integer> queue = new SynchronousQueue<>(true);
    private Bystanders.Send send = element -> {};
    private Bystanders crowd;

    @Benchmark
    public int weft() throws InterruptedException {
        if (crowd == null) { // in the first iteration, which is a warm-up
            crowd = Bystanders.gather(Starter.WEFT, waiting, channel::receive);
            send = channel::send;
        }
        int found = 0;
        for (int i = 0; i < CALLS; i++) {
            if (channel.tryReceive() != null) {
                found++;
            }
        }
        return found;
    }

    @Benchmark
    @Fork(jvmArgsAppend = {OnItsScheduler.ASKED_FOR, OnItsScheduler.OPEN})
    public int weftOnItsScheduler() throws InterruptedException {
        return weft();
    }

    @Benchmark
    public int synchronousQueueFair() throws InterruptedException {
        if (crowd == null) {
            crowd = Bystanders.gather(Starter.VIRTUAL, waiting, queue::take);
            send = queue::put;
        }
        int found = 0;
        for (int i = 0; i < CALLS; i++) {
            if (queue.poll() != null) {
                found++;
            }
        }
        return found;
    }

    @TearDown(Level.Trial)
    public void disperse() throws InterruptedException {
        if (crowd != null) {
            crowd.disperse(send);
        }
        crowd = null;
    }
}

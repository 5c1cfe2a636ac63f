package dev.weft.benchmarks;

import dev.weft.Channel;
import dev.weft.Unit;
import dev.weft.sync.WaitGroup;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The notes' context-switch program: one goroutine sends, one receives, both started by closing a channel; the
 * time of one element, without the start of the goroutines to speak of.
 *
 * <p>Hypothesis: an unbuffered channel costs no more than a {@link SynchronousQueue} between the same two
 * virtual threads.
 *
 * <p>{@code java -jar benchmarks/target/benchmarks.jar ContextSwitch}
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class ContextSwitch {
    private static final int ELEMENTS = 100_000;

    @Benchmark
    @OperationsPerInvocation(ELEMENTS)
    public void weft() throws InterruptedException {
        Channel<Unit> channel = Channel.make();
        Channel<Unit> begin = Channel.make();
        WaitGroup ended = new WaitGroup();
        ended.go(() -> {
            begin.receive();
            for (int i = 0; i < ELEMENTS; i++) {
                channel.send(Unit.UNIT);
            }
        });
        ended.go(() -> {
            begin.receive();
            for (int i = 0; i < ELEMENTS; i++) {
                channel.receive();
            }
        });
        begin.close();
        ended.await();
    }

    @Benchmark
    @OperationsPerInvocation(ELEMENTS)
    public void synchronousQueue() throws InterruptedException {
        SynchronousQueue<Unit> queue = new SynchronousQueue<>();
        Channel<Unit> begin = Channel.make();
        WaitGroup ended = new WaitGroup();
        ended.go(() -> {
            begin.receive();
            for (int i = 0; i < ELEMENTS; i++) {
                queue.put(Unit.UNIT);
            }
        });
        ended.go(() -> {
            begin.receive();
            for (int i = 0; i < ELEMENTS; i++) {
                queue.take();
            }
        });
        begin.close();
        ended.await();
    }
}

package dev.weft.benchmarks.shapes;

import static dev.weft.Select.receive;
import static dev.weft.Select.select;

import dev.weft.Channel;
import dev.weft.benchmarks.kotlin.KotlinSelectTicker;
import dev.weft.benchmarks.peers.Crew;
import dev.weft.benchmarks.peers.WeftPeer;
import dev.weft.time.Ticker;
import dev.weft.time.Timers;
import java.time.Duration;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/**
 * A goroutine selects over a channel that always has an element and a ticker of a millisecond. An operation is one
 * select with the send that puts the element back. Jox has no ticker.
 *
 * <p>Hypothesis: a ticker that does not tick costs one look; no peer is faster.
 *
 * <p>{@code java -jar benchmarks/target/benchmarks.jar SelectTicker}
 */
public class SelectTicker extends Shape {
    private static final int ELEMENTS = 100_000;
    private static final Duration PERIOD = Duration.ofMillis(1);

    @Benchmark
    @OperationsPerInvocation(ELEMENTS)
    public void weft() throws InterruptedException {
        Crew crew = new Crew(new WeftPeer());
        crew.count(() -> {
            Channel<Integer> full = Channel.make(1);
            full.send(ONE);
            long sum = 0;
            try (Ticker ticker = Timers.newTicker(PERIOD)) {
                var in = receive(full);
                var tick = receive(ticker.channel());
                while (sum < ELEMENTS) {
                    if (select(in, tick) == 0) {
                        sum += in.value();
                        full.send(ONE);
                    }
                }
            }
            return sum;
        });
        check(ELEMENTS, crew.join());
    }

    @Benchmark
    @Fork(jvmArgsAppend = {OnItsScheduler.ASKED_FOR, OnItsScheduler.OPEN})
    @OperationsPerInvocation(ELEMENTS)
    public void weftOnItsScheduler() throws InterruptedException {
        weft();
    }

    @Benchmark
    @OperationsPerInvocation(ELEMENTS)
    public void kotlin() {
        check(ELEMENTS, KotlinSelectTicker.selectTicker(ELEMENTS, PERIOD.toMillis()));
    }
}

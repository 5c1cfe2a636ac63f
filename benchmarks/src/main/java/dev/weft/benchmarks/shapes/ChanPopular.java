package dev.weft.benchmarks.shapes;

import static dev.weft.Select.receive;
import static dev.weft.Select.select;

import com.softwaremill.jox.SelectClause;
import dev.weft.Channel;
import dev.weft.benchmarks.kotlin.KotlinChanPopular;
import dev.weft.benchmarks.peers.Crew;
import dev.weft.benchmarks.peers.JoxPeer;
import dev.weft.benchmarks.peers.WeftPeer;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/**
 * Go's {@code BenchmarkChanPopular}: 1,000 goroutines each select over one popular channel, on which nothing comes, and
 * a channel of their own; one goroutine sends to all of the latter in turn. An operation is one element. All channels
 * are unbuffered.
 *
 * <p>Hypothesis: joining and leaving a queue of a thousand waiters costs no more than a short one; no peer is faster.
 *
 * <p>{@code java -jar benchmarks/target/benchmarks.jar ChanPopular}
 */
public class ChanPopular extends Shape {
    private static final int MEMBERS = 1_000;
    private static final int LAPS = 100;

    @Benchmark
    @OperationsPerInvocation(MEMBERS * LAPS)
    public void weft() throws InterruptedException {
        Channel<Integer> popular = Channel.make();
        List<Channel<Integer>> own = new ArrayList<>();
        Crew crew = new Crew(new WeftPeer());
        for (int m = 0; m < MEMBERS; m++) {
            Channel<Integer> mine = Channel.make();
            own.add(mine);
            crew.count(() -> {
                var common = receive(popular);
                var in = receive(mine);
                long sum = 0;
                for (int lap = 0; lap < LAPS; lap++) {
                    if (select(common, in) == 1) {
                        sum += in.value();
                    }
                }
                return sum;
            });
        }
        crew.start(() -> {
            for (int lap = 0; lap < LAPS; lap++) {
                for (Channel<Integer> channel : own) {
                    channel.send(ONE);
                }
            }
        });
        check(MEMBERS * LAPS, crew.join());
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
        var popular = com.softwaremill.jox.Channel.<Integer>newRendezvousChannel();
        List<com.softwaremill.jox.Channel<Integer>> own = new ArrayList<>();
        Crew crew = new Crew(new JoxPeer());
        for (int m = 0; m < MEMBERS; m++) {
            var mine = com.softwaremill.jox.Channel.<Integer>newRendezvousChannel();
            own.add(mine);
            crew.count(() -> {
                SelectClause<Integer> common = popular.receiveClause();
                SelectClause<Integer> in = mine.receiveClause();
                long sum = 0;
                for (int lap = 0; lap < LAPS; lap++) {
                    sum += com.softwaremill.jox.Select.select(common, in);
                }
                return sum;
            });
        }
        crew.start(() -> {
            for (int lap = 0; lap < LAPS; lap++) {
                for (com.softwaremill.jox.Channel<Integer> channel : own) {
                    channel.send(ONE);
                }
            }
        });
        check(MEMBERS * LAPS, crew.join());
    }

    @Benchmark
    @OperationsPerInvocation(MEMBERS * LAPS)
    public void kotlin() {
        check(MEMBERS * LAPS, KotlinChanPopular.chanPopular(MEMBERS, LAPS));
    }
}

package dev.weft.benchmarks.shapes;

import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static dev.weft.Select.send;

import com.softwaremill.jox.SelectClause;
import dev.weft.Channel;
import dev.weft.benchmarks.kotlin.KotlinSelectProdCons;
import dev.weft.benchmarks.peers.Crew;
import dev.weft.benchmarks.peers.JoxPeer;
import dev.weft.benchmarks.peers.WeftPeer;
import dev.weft.time.Timer;
import dev.weft.time.Timers;
import java.time.Duration;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Go's {@code BenchmarkSelectProdCons}: as many producers as processors send to as many consumers through one channel
 * with room for 128. Each of them uses a select that also has a timer of an hour and a channel on which nothing comes,
 * and does some work of its own with every element. An operation is one element.
 *
 * <p>If a peer has no timer (Jox, Kotlin), a channel stands in for it, to which a sleeping goroutine would send.
 *
 * <p>Hypothesis: the idle cases cost a look each, since the select hardly ever waits; no peer is faster.
 *
 * <p>{@code java -jar benchmarks/target/benchmarks.jar SelectProdCons}
 */
public class SelectProdCons extends Shape {
    private static final int ELEMENTS = 100_000;
    private static final int SHARE = ELEMENTS / PROCESSORS;
    private static final int CAPACITY = 128;
    private static final int WORK = 100;
    private static final Duration HOUR = Duration.ofHours(1);

    @Benchmark
    @OperationsPerInvocation(ELEMENTS)
    public void weft(Blackhole hole) throws InterruptedException {
        Channel<Integer> channel = Channel.make(CAPACITY);
        Channel<Integer> never = Channel.make();
        Crew crew = new Crew(new WeftPeer());
        for (int p = 0; p < PROCESSORS; p++) {
            crew.start(() -> {
                Timer timer = Timers.newTimer(HOUR);
                var out = send(channel, ONE);
                var fired = receive(timer.channel());
                var stop = receive(never);
                long x = 1;
                for (int i = 0; i < SHARE; i++) {
                    x = LocalWork.work(WORK, x);
                    select(out, fired, stop);
                }
                timer.stop();
                hole.consume(x);
            });
            crew.count(() -> {
                Timer timer = Timers.newTimer(HOUR);
                var in = receive(channel);
                var fired = receive(timer.channel());
                var stop = receive(never);
                long x = 1;
                long sum = 0;
                for (int i = 0; i < SHARE; i++) {
                    if (select(in, fired, stop) == 0) {
                        sum += in.value();
                    }
                    x = LocalWork.work(WORK, x);
                }
                timer.stop();
                hole.consume(x);
                return sum;
            });
        }
        check(SHARE * PROCESSORS, crew.join());
    }

    @Benchmark
    @Fork(jvmArgsAppend = {OnItsScheduler.ASKED_FOR, OnItsScheduler.OPEN})
    @OperationsPerInvocation(ELEMENTS)
    public void weftOnItsScheduler(Blackhole hole) throws InterruptedException {
        weft(hole);
    }

    @Benchmark
    @OperationsPerInvocation(ELEMENTS)
    public void jox(Blackhole hole) throws InterruptedException {
        var channel = com.softwaremill.jox.Channel.<Integer>newBufferedChannel(CAPACITY);
        var never = com.softwaremill.jox.Channel.<Integer>newRendezvousChannel();
        Crew crew = new Crew(new JoxPeer());
        for (int p = 0; p < PROCESSORS; p++) {
            crew.start(() -> {
                var timer = com.softwaremill.jox.Channel.<Integer>newBufferedChannel(1);
                Thread sleeper = sleeper(timer);
                SelectClause<Integer> out = channel.sendClause(ONE, () -> ONE);
                SelectClause<Integer> fired = timer.receiveClause();
                SelectClause<Integer> stop = never.receiveClause();
                long x = 1;
                for (int i = 0; i < SHARE; i++) {
                    x = LocalWork.work(WORK, x);
                    com.softwaremill.jox.Select.select(out, fired, stop);
                }
                sleeper.interrupt();
                hole.consume(x);
            });
            crew.count(() -> {
                var timer = com.softwaremill.jox.Channel.<Integer>newBufferedChannel(1);
                Thread sleeper = sleeper(timer);
                SelectClause<Integer> in = channel.receiveClause();
                SelectClause<Integer> fired = timer.receiveClause();
                SelectClause<Integer> stop = never.receiveClause();
                long x = 1;
                long sum = 0;
                for (int i = 0; i < SHARE; i++) {
                    sum += com.softwaremill.jox.Select.select(in, fired, stop);
                    x = LocalWork.work(WORK, x);
                }
                sleeper.interrupt();
                hole.consume(x);
                return sum;
            });
        }
        check(SHARE * PROCESSORS, crew.join());
    }

    private static Thread sleeper(com.softwaremill.jox.Channel<Integer> timer) {
        return Thread.startVirtualThread(() -> {
            try {
                Thread.sleep(HOUR);
                timer.send(0);
            } catch (InterruptedException e) {
                // Stopped, because it is no longer needed.
            }
        });
    }

    @Benchmark
    @OperationsPerInvocation(ELEMENTS)
    public void kotlin(Blackhole hole) {
        check(SHARE * PROCESSORS,
                KotlinSelectProdCons.selectProdCons(PROCESSORS, SHARE, CAPACITY, WORK, hole::consume));
    }
}

package dev.weft.benchmarks.shapes;

import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static dev.weft.Select.send;

import com.softwaremill.jox.SelectClause;
import dev.weft.Channel;
import dev.weft.ReceiveCase;
import dev.weft.SelectCase;
import dev.weft.benchmarks.kotlin.KotlinSelect;
import dev.weft.benchmarks.peers.Crew;
import dev.weft.benchmarks.peers.JoxPeer;
import dev.weft.benchmarks.peers.WeftPeer;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;

/**
 * One goroutine selects over some unbuffered channels, and a partner for each of them is busy on its other side, with
 * an equal share of the elements. With {@code kind=receive}, all cases receive; with {@code mixed}, every second one
 * sends; with {@code timeout}, all receive, and each select has a time-out of one second, which never passes. An
 * operation is one element.
 *
 * <p>Cases are made once and reused where the peer allows it: Weft and Jox. Weft and Go choose fairly among the ready
 * cases; Jox and Kotlin take the first one.
 *
 * <p>Hypothesis: a select costs little more than the element that it moves, and grows linearly with its cases; no peer
 * is faster.
 *
 * <p>{@code java -jar benchmarks/target/benchmarks.jar 'shapes.Select[.]'}
 */
public class Select extends Shape {
    private static final int ELEMENTS = 100_000;
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Param({"2", "8"})
    public int cases;

    @Param({"receive", "mixed", "timeout"})
    public String kind;

    @Benchmark
    @OperationsPerInvocation(ELEMENTS)
    public void weft() throws InterruptedException {
        boolean mixed = kind.equals("mixed");
        Crew crew = new Crew(new WeftPeer());
        SelectCase[] all = new SelectCase[cases];
        for (int c = 0; c < cases; c++) {
            Channel<Integer> channel = Channel.make();
            if (mixed && c % 2 == 1) {
                all[c] = send(channel, ONE);
                crew.start(() -> {
                    for (int i = 0; i < ELEMENTS / cases; i++) {
                        channel.receive();
                    }
                });
            } else {
                all[c] = receive(channel);
                crew.start(() -> {
                    for (int i = 0; i < ELEMENTS / cases; i++) {
                        channel.send(ONE);
                    }
                });
            }
        }
        if (kind.equals("timeout")) {
            crew.count(() -> {
                long sum = 0;
                for (int i = 0; i < ELEMENTS; i++) {
                    sum += moved(all[select(SECOND, all)]);
                }
                return sum;
            });
        } else {
            crew.count(() -> {
                long sum = 0;
                for (int i = 0; i < ELEMENTS; i++) {
                    sum += moved(all[select(all)]);
                }
                return sum;
            });
        }
        check(ELEMENTS, crew.join());
    }

    @Benchmark
    @Fork(jvmArgsAppend = {OnItsScheduler.ASKED_FOR, OnItsScheduler.OPEN})
    @OperationsPerInvocation(ELEMENTS)
    public void weftOnItsScheduler() throws InterruptedException {
        weft();
    }

    /** The received element, or 1 for a sent one. */
    private static int moved(SelectCase chosen) {
        return chosen instanceof ReceiveCase<?> received ? (Integer) received.value() : 1;
    }

    @Benchmark
    @OperationsPerInvocation(ELEMENTS)
    public void jox() throws InterruptedException {
        boolean mixed = kind.equals("mixed");
        Crew crew = new Crew(new JoxPeer());
        @SuppressWarnings({"unchecked", "rawtypes"})
        SelectClause<Integer>[] all = new SelectClause[cases];
        for (int c = 0; c < cases; c++) {
            var channel = com.softwaremill.jox.Channel.<Integer>newRendezvousChannel();
            if (mixed && c % 2 == 1) {
                all[c] = channel.sendClause(ONE, () -> ONE);
                crew.start(() -> {
                    for (int i = 0; i < ELEMENTS / cases; i++) {
                        channel.receive();
                    }
                });
            } else {
                all[c] = channel.receiveClause();
                crew.start(() -> {
                    for (int i = 0; i < ELEMENTS / cases; i++) {
                        channel.send(ONE);
                    }
                });
            }
        }
        if (kind.equals("timeout")) {
            crew.count(() -> {
                long sum = 0;
                for (int i = 0; i < ELEMENTS; i++) {
                    sum += selectWithin(all);
                }
                return sum;
            });
        } else {
            crew.count(() -> {
                long sum = 0;
                for (int i = 0; i < ELEMENTS; i++) {
                    sum += com.softwaremill.jox.Select.select(all);
                }
                return sum;
            });
        }
        check(ELEMENTS, crew.join());
    }

    private static int selectWithin(SelectClause<Integer>[] all) throws InterruptedException {
        try {
            return com.softwaremill.jox.Select.selectWithin(SECOND, all);
        } catch (TimeoutException e) {
            return 0;
        }
    }

    @Benchmark
    @OperationsPerInvocation(ELEMENTS)
    public void kotlin() {
        long moved = kind.equals("timeout")
                ? KotlinSelect.selectBusyWithin(cases, ELEMENTS)
                : KotlinSelect.selectBusy(cases, kind.equals("mixed"), ELEMENTS);
        check(ELEMENTS, moved);
    }
}

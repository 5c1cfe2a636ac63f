package dev.weft.benchmarks.shapes;

import static dev.weft.Select.receive;
import static dev.weft.Select.trySelect;

import com.softwaremill.jox.SelectClause;
import dev.weft.Channel;
import dev.weft.SelectCase;
import dev.weft.benchmarks.kotlin.KotlinSelectDefault;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;

/**
 * A select with a default on idle channels, which never receives. An operation is one select. Cases are made once and
 * reused where the peer allows it: Weft and Jox. Kotlin's default is a time-out of zero.
 *
 * <p>Hypothesis: it costs little more than looking once at each channel; no peer is faster.
 *
 * <p>{@code java -jar benchmarks/target/benchmarks.jar SelectDefault}
 */
public class SelectDefault extends Shape {
    private static final int SELECTS = 100_000;

    @Param({"2", "8"})
    public int cases;

    @Benchmark
    @OperationsPerInvocation(SELECTS)
    public void weft() {
        SelectCase[] all = new SelectCase[cases];
        for (int c = 0; c < cases; c++) {
            all[c] = receive(Channel.<Integer>make());
        }
        int defaults = 0;
        for (int i = 0; i < SELECTS; i++) {
            if (trySelect(all) < 0) {
                defaults++;
            }
        }
        check(SELECTS, defaults);
    }

    @Benchmark
    @OperationsPerInvocation(SELECTS)
    public void jox() throws InterruptedException {
        @SuppressWarnings({"unchecked", "rawtypes"})
        SelectClause<Integer>[] all = new SelectClause[cases + 1];
        for (int c = 0; c < cases; c++) {
            all[c] = com.softwaremill.jox.Channel.<Integer>newRendezvousChannel().receiveClause();
        }
        all[cases] = com.softwaremill.jox.Select.defaultClause(ONE);
        int defaults = 0;
        for (int i = 0; i < SELECTS; i++) {
            defaults += com.softwaremill.jox.Select.select(all);
        }
        check(SELECTS, defaults);
    }

    @Benchmark
    @OperationsPerInvocation(SELECTS)
    public void kotlin() {
        check(SELECTS, KotlinSelectDefault.selectDefault(cases, SELECTS));
    }
}

package dev.weft.benchmarks.shapes;

import static dev.weft.Select.receive;
import static dev.weft.Select.trySelect;

import dev.weft.Channel;
import dev.weft.ReceiveCase;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/**
 * A try-select of one receive from a channel on which nothing comes, which is an operation.
 *
 * <p>Hypothesis: it costs the volatile read that it needs.
 *
 * <p>{@code java -jar benchmarks/target/benchmarks.jar TrySelectNothing}
 */
@OperationsPerInvocation(TrySelectNothing.CALLS)
public class TrySelectNothing extends Shape {
    /** In a loop, as Go has it, so that the call of the benchmark itself does not count. */
    static final int CALLS = 1_000;

    private final ReceiveCase<Integer> idle = receive(Channel.<Integer>make());
    private volatile int waiting;

    @Benchmark
    public int weft() {
        int ready = 0;
        for (int i = 0; i < CALLS; i++) {
            if (trySelect(idle) >= 0) {
                ready++;
            }
        }
        return ready;
    }

    @Benchmark
    public int bareAtomic() {
        int ready = 0;
        for (int i = 0; i < CALLS; i++) {
            if (waiting > 0) {
                ready++;
            }
        }
        return ready;
    }
}

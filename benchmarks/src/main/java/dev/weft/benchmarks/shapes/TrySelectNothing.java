package dev.weft.benchmarks.shapes;

import static dev.weft.Select.receive;
import static dev.weft.Select.trySelect;

import dev.weft.Channel;
import dev.weft.ReceiveCase;
import org.openjdk.jmh.annotations.Benchmark;

/**
 * A try-select of one receive from a channel on which nothing comes, which is an operation.
 *
 * <p>Hypothesis: it costs the volatile read that it needs.
 *
 * <p>{@code java -jar benchmarks/target/benchmarks.jar TrySelectNothing}
 */
public class TrySelectNothing extends Shape {
    private final ReceiveCase<Integer> idle = receive(Channel.<Integer>make());
    private volatile int waiting;

    @Benchmark
    public int weft() {
        return trySelect(idle);
    }

    @Benchmark
    public int bareAtomic() {
        return waiting;
    }
}

package dev.weft.benchmarks.shapes;

import dev.weft.Task;
import dev.weft.sync.Once;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/**
 * A call of {@code doOnce} after the first, which is an operation.
 *
 * <p>Hypothesis: it costs the volatile read that it needs.
 *
 * <p>{@code java -jar benchmarks/target/benchmarks.jar OnceDo}
 */
public class OnceDo extends Shape {
    private static final Task<RuntimeException> TASK = () -> {};

    private final Once once = new Once();
    private volatile boolean done;

    @Setup
    public void first() {
        once.doOnce(TASK);
        done = true;
    }

    @Benchmark
    public void weft() {
        once.doOnce(TASK);
    }

    @Benchmark
    public boolean bareAtomic() {
        return done;
    }
}

package dev.weft.benchmarks.shapes;

import dev.weft.Task;
import dev.weft.sync.Once;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;

/**
 * A call of {@code doOnce} after the first. An operation is one call.
 *
 * <p>Hypothesis: it costs the volatile read that it needs.
 *
 * <p>{@code java -jar benchmarks/target/benchmarks.jar OnceDo}
 */
@OperationsPerInvocation(OnceDo.CALLS)
public class OnceDo extends Shape {
    /** In a loop, as in Go, so that the call of the benchmark itself does not count. */
    static final int CALLS = 1_000;

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
        for (int i = 0; i < CALLS; i++) {
            once.doOnce(TASK);
        }
    }

    @Benchmark
    public int bareAtomic() {
        int seen = 0;
        for (int i = 0; i < CALLS; i++) {
            if (done) {
                seen++;
            }
        }
        return seen;
    }
}

package dev.weft.benchmarks.shapes;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What all shapes have in common: how JMH runs them. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Benchmark)
public abstract class Shape {
    /** The element that is sent unless a shape says otherwise: always the same object, so that nothing is allocated. */
    protected static final Integer ONE = 1;

    /** The number of processors, which many shapes use as the number of goroutines. */
    protected static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

    /**
     * Fails if a peer has not moved what it should.
     *
     * @param expected how much it should have moved
     * @param actual how much it moved
     */
    protected static void check(long expected, long actual) {
        if (actual != expected) {
            throw new IllegalStateException("moved " + actual + " instead of " + expected);
        }
    }
}

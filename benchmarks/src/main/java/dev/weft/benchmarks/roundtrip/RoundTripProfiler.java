package dev.weft.benchmarks.roundtrip;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;
import org.openjdk.jmh.runner.IterationType;

/**
 * Measures the round trip of a cache line before and after every iteration that counts, in the fork's own JVM: closer
 * to the figure than around the fork, whose JVM takes half a second to start, while the machine may change within
 * seconds. JMH keeps the results as secondary metrics, for each fork and iteration.
 */
public final class RoundTripProfiler implements InternalProfiler {
    /** The metric of the median before an iteration. */
    public static final String BEFORE = "roundTrip.before";

    /** The metric of the median after an iteration. */
    public static final String AFTER = "roundTrip.after";

    /** The metric of the 10th percentile of the samples, before or after an iteration, whichever is lower. */
    public static final String LOW = "roundTrip.low";

    /** The metric of the 90th percentile of the samples, before or after an iteration, whichever is higher. */
    public static final String HIGH = "roundTrip.high";

    private RoundTrip before = new RoundTrip(Double.NaN, Double.NaN, Double.NaN);

    @Override
    public String getDescription() {
        return "The round trip of a cache line between two processors, before and after each iteration";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        if (iteration.getType() == IterationType.MEASUREMENT) {
            before = measure();
        }
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(BenchmarkParams benchmark, IterationParams iteration,
            IterationResult result) {
        if (iteration.getType() != IterationType.MEASUREMENT) {
            return List.of();
        }
        RoundTrip after = measure();
        Map<String, Double> values = Map.of(BEFORE, before.median(), AFTER, after.median(),
                LOW, Math.min(before.low(), after.low()),
                HIGH, Math.max(before.high(), after.high()));
        List<Result<?>> results = new ArrayList<>();
        values.forEach((name, value) -> results.add(new ScalarResult(name, value, "ns", AggregationPolicy.AVG)));
        return results;
    }

    private static RoundTrip measure() {
        try {
            return RoundTrip.measure();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

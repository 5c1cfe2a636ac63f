package dev.weft.benchmarks.report;

import java.util.List;

/**
 * What was measured of one peer in one row: the times of an operation, of all iterations of all forks.
 *
 * @param nanoseconds the times, in the order in which they were measured
 */
public record Sample(List<Double> nanoseconds) {
    public Sample {
        if (nanoseconds.isEmpty()) {
            throw new IllegalArgumentException("nothing measured");
        }
        nanoseconds = List.copyOf(nanoseconds);
    }

    /** The figure that stands for all of them. */
    public double median() {
        return Statistics.median(values());
    }

    /** How far they lie apart: half of the range in which the middle half lies, as a share of the median. */
    public double spread() {
        double[] values = values();
        return (Statistics.quantile(0.75, values) - Statistics.quantile(0.25, values)) / 2 / Statistics.median(values);
    }

    private double[] values() {
        return nanoseconds.stream().mapToDouble(Double::doubleValue).toArray();
    }
}

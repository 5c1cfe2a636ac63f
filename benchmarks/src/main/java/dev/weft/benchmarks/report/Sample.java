package dev.weft.benchmarks.report;

import java.util.List;

/**
 * The measurements of one peer in one row: the times of an operation, from all iterations of all forks.
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

    /** The figure that represents them all. */
    public double median() {
        return Statistics.median(values());
    }

    /** The spread: half of the range that holds the middle half of the times, as a share of the median. */
    public double spread() {
        double[] values = values();
        return (Statistics.quantile(0.75, values) - Statistics.quantile(0.25, values)) / 2 / Statistics.median(values);
    }

    private double[] values() {
        return nanoseconds.stream().mapToDouble(Double::doubleValue).toArray();
    }
}

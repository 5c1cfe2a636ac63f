package dev.weft.benchmarks.report;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Where a set of values lies.
 *
 * @param lowest the smallest
 * @param median the one in the middle
 * @param highest the largest
 */
record Spread(double lowest, double median, double highest) {
    /** From this factor between the highest and the lowest on, the values differ too much to be called one figure. */
    static final double WIDE = 1.5;

    /** Returns the spread of values, of which there is at least one. */
    static Spread of(Collection<Double> values) {
        double[] all = values.stream().mapToDouble(Double::doubleValue).toArray();
        return new Spread(Statistics.quantile(0, all), Statistics.median(all), Statistics.quantile(1, all));
    }

    /** Returns the spread of the round trips that forks saw, where they were measured. */
    static Optional<Spread> ofRoundTrips(Collection<Fork> forks) {
        List<Double> all = forks.stream().map(Fork::roundTrip).flatMap(Optional::stream).toList();
        return all.isEmpty() ? Optional.empty() : Optional.of(of(all));
    }

    /** How many times the lowest the highest is. */
    double factor() {
        return highest / lowest;
    }

    /** Whether the values differ by so much that the report says so. */
    boolean wide() {
        return factor() > WIDE;
    }

    /** This spread as a multiple of another: from the lowest to the highest ratio that two of their values have. */
    Spread over(Spread other) {
        return new Spread(lowest / other.highest, median / other.median, highest / other.lowest);
    }

    /** Whether 1 is outside, so that one of two spreads lies wholly below the other. */
    boolean excludesOne() {
        return highest < 1 || lowest > 1;
    }
}

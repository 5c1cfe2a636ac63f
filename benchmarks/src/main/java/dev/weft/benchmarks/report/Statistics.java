package dev.weft.benchmarks.report;

import java.util.Arrays;
import java.util.Collection;

/** The arithmetic of the report. */
final class Statistics {
    private Statistics() {}

    /** The middle value, or the mean of the two in the middle. */
    static double median(double... values) {
        return quantile(0.5, values);
    }

    /** The value below which the share {@code q} of all values lies; interpolated between two values. */
    static double quantile(double q, double... values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("no values");
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double place = q * (sorted.length - 1);
        int below = (int) Math.floor(place);
        int above = (int) Math.ceil(place);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    /** The mean of ratios: 2 and one half cancel out. */
    static double geometricMean(Collection<Double> ratios) {
        if (ratios.isEmpty()) {
            throw new IllegalArgumentException("no ratios");
        }
        double logarithms = 0;
        for (double ratio : ratios) {
            if (!(ratio > 0)) {
                throw new IllegalArgumentException("not a ratio: " + ratio);
            }
            logarithms += Math.log(ratio);
        }
        return Math.exp(logarithms / ratios.size());
    }
}

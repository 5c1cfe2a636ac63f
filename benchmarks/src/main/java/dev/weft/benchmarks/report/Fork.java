package dev.weft.benchmarks.report;

import java.util.List;
import java.util.Optional;

/**
 * What one process measured.
 *
 * @param nanoseconds the times of an operation, one for each iteration
 * @param roundTrips how many nanoseconds a cache line took from one processor to another and back, measured
 *        before and after what was timed, once or several times; empty if this was not done
 */
public record Fork(List<Double> nanoseconds, List<Double> roundTrips) {
    public Fork {
        if (nanoseconds.isEmpty()) {
            throw new IllegalArgumentException("nothing measured");
        }
        nanoseconds = List.copyOf(nanoseconds);
        roundTrips = List.copyOf(roundTrips);
    }

    /** The figure that represents the process. */
    double median() {
        return Spread.of(nanoseconds).median();
    }

    /**
     * The round trip of a cache line that the process saw: the median of those that are one. Empty if there is none: it
     * was not measured, or the two threads that measure it shared a processor each time.
     */
    Optional<Double> roundTrip() {
        List<Double> real = roundTrips.stream().filter(one -> !Boundary.busy(one)).toList();
        return real.isEmpty() ? Optional.empty() : Optional.of(Spread.of(real).median());
    }
}

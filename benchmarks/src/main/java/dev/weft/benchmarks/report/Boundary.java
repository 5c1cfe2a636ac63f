package dev.weft.benchmarks.report;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * What separates slow round trips of a cache line from fast ones on the machine of a run, if it had both. The boundary
 * comes from the data: round trips of one kind differ little, and those of another take more than twice as long.
 *
 * @param nanoseconds the first slow round trip, or nothing if all were alike
 */
record Boundary(OptionalDouble nanoseconds) {
    /** Two groups are apart if there is this factor between them. */
    private static final double APART = 2;

    /** The share of each group that may lie between the groups: round trips during which the machine changed. */
    private static final double STRAGGLERS = 0.1;

    /** The share of its round trips that makes a fork a fast or a slow one: more cannot move its median far. */
    private static final double NEARLY_ALL = 0.75;

    /** Which round trips a fork saw. */
    enum Pace {
        /** Fast ones, nearly all the time. */
        FAST,
        /** Slow ones, nearly all the time. */
        SLOW,
        /** Both: the machine changed meanwhile. */
        MIXED,
        /** The machine had only one kind, or none was measured. */
        ONLY;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Finds the boundary: of all ways to cut the sorted logarithms in two, the one that leaves the least variance
     * within the groups.
     */
    static Boundary between(Collection<Double> roundTrips) {
        double[] sorted = roundTrips.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        double all = 0;
        for (double roundTrip : sorted) {
            all += Math.log(roundTrip);
        }
        double below = 0;
        double best = 0;
        int cut = 0;
        for (int i = 1; i < sorted.length; i++) {
            below += Math.log(sorted[i - 1]);
            double apart = below / i - (all - below) / (sorted.length - i);
            double variance = apart * apart * i * (sorted.length - i);
            if (sorted[i] > sorted[i - 1] && variance > best) {
                best = variance;
                cut = i;
            }
        }
        if (cut == 0) {
            return new Boundary(OptionalDouble.empty());
        }
        double fast = Statistics.quantile(1 - STRAGGLERS, Arrays.copyOfRange(sorted, 0, cut));
        double slow = Statistics.quantile(STRAGGLERS, Arrays.copyOfRange(sorted, cut, sorted.length));
        return new Boundary(slow > APART * fast ? OptionalDouble.of(sorted[cut]) : OptionalDouble.empty());
    }

    /** Returns what a fork saw. */
    Pace of(Fork fork) {
        if (nanoseconds.isEmpty() || fork.roundTrips().isEmpty()) {
            return Pace.ONLY;
        }
        double first = nanoseconds.getAsDouble();
        double slow = (double) fork.roundTrips().stream().filter(roundTrip -> roundTrip >= first).count()
                / fork.roundTrips().size();
        return slow >= NEARLY_ALL ? Pace.SLOW : slow <= 1 - NEARLY_ALL ? Pace.FAST : Pace.MIXED;
    }
}

package dev.weft.benchmarks.report;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * What separates slow round trips of a cache line from fast ones on the machine of a run, if it had both. The boundary
 * comes from the data: round trips of one kind differ little, and those of another take more than twice as long.
 *
 * @param nanoseconds the first slow round trip, or nothing if all were alike
 * @param loaded whether the machine was so busy all the time that hardly any round trip was measured
 */
record Boundary(OptionalDouble nanoseconds, boolean loaded) {
    /**
     * No cache line takes so long, on any machine: the two threads had one processor, in turn, because something else
     * had the other one, or because the system left both where they had begun. That says nothing about the cache line.
     */
    private static final double ONE_PROCESSOR = 10_000;

    /** Two groups are apart if there is this factor between them. */
    private static final double APART = 2;

    /** The share of each group that may lie between the groups: round trips during which the machine changed. */
    private static final double STRAGGLERS = 0.1;

    /** The share of its round trips that must have been measured for them to speak for the fork. */
    private static final double ENOUGH = 0.5;

    /** The share of those that makes a fork a fast or a slow one: the others cannot move its median far. */
    private static final double NEARLY_ALL = 0.75;

    /** Which round trips a fork saw. */
    enum Pace {
        /** Fast ones, nearly all the time. */
        FAST,
        /** Slow ones, nearly all the time. */
        SLOW,
        /** Both: the machine changed meanwhile. */
        MIXED,
        /** None, too often: the machine was busy with something else. */
        BUSY,
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
        double[] sorted = roundTrips.stream().mapToDouble(Double::doubleValue).filter(one -> !busy(one)).sorted()
                .toArray();
        if (2 * sorted.length < roundTrips.size()) {
            return new Boundary(OptionalDouble.empty(), true);
        }
        int cut = cut(sorted);
        if (cut == 0) {
            return new Boundary(OptionalDouble.empty(), false);
        }
        double fast = Statistics.quantile(1 - STRAGGLERS, Arrays.copyOfRange(sorted, 0, cut));
        double slow = Statistics.quantile(STRAGGLERS, Arrays.copyOfRange(sorted, cut, sorted.length));
        return new Boundary(slow > APART * fast ? OptionalDouble.of(sorted[cut]) : OptionalDouble.empty(), false);
    }

    /** The number of values before the cut; 0 if they cannot be cut. */
    private static int cut(double... sorted) {
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
        return cut;
    }

    /** Returns what a fork saw. */
    Pace of(Fork fork) {
        List<Double> all = fork.roundTrips();
        if (loaded || all.isEmpty()) {
            return Pace.ONLY;
        }
        List<Double> measured = all.stream().filter(one -> !busy(one)).toList();
        if (measured.size() < ENOUGH * all.size()) {
            return Pace.BUSY;
        }
        if (nanoseconds.isEmpty()) {
            return Pace.ONLY;
        }
        double first = nanoseconds.getAsDouble();
        double slow = (double) measured.stream().filter(one -> one >= first).count() / measured.size();
        return slow >= NEARLY_ALL ? Pace.SLOW : slow <= 1 - NEARLY_ALL ? Pace.FAST : Pace.MIXED;
    }

    /** Whether this is no round trip: the two threads had one processor. */
    static boolean busy(double roundTrip) {
        return roundTrip > ONE_PROCESSOR;
    }
}

package dev.weft.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What is asked of Weft in a row: how many times as long it may take. Infinite where nothing is asked.
 *
 * @param peer as the best library on the JVM
 * @param go as Go
 * @param floor as what the JDK alone costs
 */
record Bar(double peer, double go, double floor) {
    /** What is asked of the geometric mean against Go. */
    static final double MEAN_TO_GO = 0.8;

    /** By as much do two measurements of the same differ. */
    private static final double SAME = 1.1;

    private static final Bar USUAL = new Bar(1, 1, SAME);

    /** The JDK's scheduler is the floor: each hop is a switch between virtual threads. */
    private static final Bar CHAIN = new Bar(0.5, 3.5, Double.POSITIVE_INFINITY);

    /** The JDK's virtual thread is the floor. */
    private static final Bar START = new Bar(Double.POSITIVE_INFINITY, 1.5, 1.05);

    /** While another process keeps all processors busy. */
    private static final Bar LOADED = new Bar(1.3, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);

    /** The bar of a row; {@code loaded}: while another process keeps all processors busy. */
    static Bar of(String row, boolean loaded) {
        if (loaded) {
            return LOADED;
        }
        return switch (RowName.shape(row)) {
            case "Ring", "Sieve" -> CHAIN;
            case "StartJoin" -> START;
            default -> USUAL;
        };
    }

    /** What the row misses, in words; nothing if it misses nothing. */
    List<String> missed(Row row) {
        List<String> missed = new ArrayList<>();
        check(row.ratioToBestPeer(), peer, "JVM", missed);
        check(row.ratioToGo(), go, "Go", missed);
        check(row.ratioToFloor(), floor, "bare", missed);
        return missed;
    }

    private static void check(OptionalDouble ratio, double limit, String what, List<String> missed) {
        if (ratio.isPresent() && !atMost(ratio.getAsDouble(), limit)) {
            missed.add(what + (limit == 1 ? "" : " (" + limit + ")"));
        }
    }

    /** As it is printed: what reads 1.00 is not above 1. */
    static boolean atMost(double ratio, double limit) {
        return Math.round(ratio * 100) <= limit * 100;
    }
}

package dev.weft.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The limits for Weft in a row: how many times as long it may take. Infinite where there is no limit.
 *
 * @param peer limit against the best library on the JVM
 * @param go limit against Go
 * @param floor limit against what the JDK alone costs
 */
record Bar(double peer, double go, double floor) {
    /** The limit for the geometric mean against Go. */
    static final double MEAN_TO_GO = 0.8;

    /** Two measurements of the same thing differ by up to this factor. */
    private static final double SAME = 1.1;

    private static final Bar USUAL = new Bar(1, 1, SAME);

    /** The JDK's scheduler is the floor: each hop is a switch between virtual threads. */
    private static final Bar CHAIN = new Bar(0.5, 3.5, Double.POSITIVE_INFINITY);

    /** The JDK's virtual thread is the floor. */
    private static final Bar START = new Bar(Double.POSITIVE_INFINITY, 1.5, 1.05);

    /** The limits while another process keeps all processors busy. */
    private static final Bar LOADED = new Bar(1.3, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);

    /** Returns the bar of a row; {@code loaded} means that another process keeps all processors busy. */
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

    /** Returns the limits that the row misses, in words; empty if it misses none. */
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

    /** Compares the value as printed: what reads 1.00 is not above 1. */
    static boolean atMost(double ratio, double limit) {
        return Math.round(ratio * 100) <= limit * 100;
    }
}

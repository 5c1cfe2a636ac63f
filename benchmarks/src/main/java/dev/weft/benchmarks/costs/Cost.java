package dev.weft.benchmarks.costs;

import java.util.List;

/**
 * One thing that was measured.
 *
 * @param what what it is
 * @param who whose cost it is
 * @param unit of the values
 * @param values as often as it was measured
 * @param note what one must know to read it, or nothing
 */
public record Cost(String what, String who, String unit, List<Double> values, String note) {
    static final String GOROUTINE = "goroutine";
    static final String GO = "goroutine in Go";
    static final String WEFT = "Weft";
    static final String OS_THREAD = "OS thread";
}

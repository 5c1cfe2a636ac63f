package dev.weft.benchmarks.costs;

import java.util.List;

/**
 * One measured cost.
 *
 * @param what what was measured
 * @param who whose cost it is
 * @param unit the unit of the values
 * @param values one for each time it was measured
 * @param note what you must know to read it, or nothing
 */
public record Cost(String what, String who, String unit, List<Double> values, String note) {
    static final String GOROUTINE = "goroutine";
    static final String GO = "goroutine in Go";
    static final String WEFT = "Weft";
    static final String OS_THREAD = "OS thread";
}

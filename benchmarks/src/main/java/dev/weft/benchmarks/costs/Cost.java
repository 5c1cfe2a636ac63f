package dev.weft.benchmarks.costs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

    /** Merges costs that differ only in their values; the order is that in which they first appear. */
    static List<Cost> merged(List<Cost> costs) {
        Map<Cost, List<Double>> values = new LinkedHashMap<>();
        costs.forEach(cost -> values.computeIfAbsent(cost.with(List.of()), key -> new ArrayList<>())
                .addAll(cost.values()));
        return values.entrySet().stream().map(entry -> entry.getKey().with(entry.getValue())).toList();
    }

    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return (sorted.get((sorted.size() - 1) / 2) + sorted.get(sorted.size() / 2)) / 2;
    }

    private Cost with(List<Double> others) {
        return new Cost(what, who, unit, others, note);
    }
}

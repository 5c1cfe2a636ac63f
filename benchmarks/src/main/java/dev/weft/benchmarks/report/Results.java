package dev.weft.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * All rows of a run.
 *
 * @param rows the rows that JMH has, in its order, with Go's sample where there is one
 * @param onlyGo the names of rows that only Go has
 */
public record Results(List<Row> rows, List<String> onlyGo) {
    /** Combines the rows of the same name. */
    static Results pair(Map<String, Map<String, Sample>> jmh, Map<String, Sample> go) {
        List<Row> rows = new ArrayList<>();
        jmh.forEach((name, peers) -> rows.add(new Row(name, peers, Optional.ofNullable(go.get(name)))));
        List<String> onlyGo = go.keySet().stream().filter(name -> !jmh.containsKey(name)).toList();
        return new Results(rows, onlyGo);
    }

    /** The mean ratio of Weft to the best library on the JVM, over all rows that have both. */
    OptionalDouble meanToBestPeer() {
        return mean(Row::ratioToBestPeer);
    }

    /** The mean ratio of Weft to Go, over all rows that have both. */
    OptionalDouble meanToGo() {
        return mean(Row::ratioToGo);
    }

    private OptionalDouble mean(Function<Row, OptionalDouble> ratio) {
        List<Double> ratios = rows.stream().map(ratio).filter(OptionalDouble::isPresent)
                .map(OptionalDouble::getAsDouble).toList();
        return ratios.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Statistics.geometricMean(ratios));
    }
}

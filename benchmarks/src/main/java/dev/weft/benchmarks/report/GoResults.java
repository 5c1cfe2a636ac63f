package dev.weft.benchmarks.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what {@code go test -bench} prints. */
public final class GoResults {
    private static final Pattern LINE = Pattern.compile("(Benchmark\\S+)\\s+\\d+\\s+([0-9.e+-]+) ns/op.*");

    private GoResults() {}

    /** Returns the samples by row; lines that are not results are skipped. */
    public static Map<String, Sample> read(List<String> lines) {
        Map<String, List<Double>> values = new LinkedHashMap<>();
        for (String line : lines) {
            Matcher matcher = LINE.matcher(line.strip());
            if (matcher.matches()) {
                values.computeIfAbsent(RowName.ofGo(matcher.group(1)), r -> new ArrayList<>())
                        .add(Double.parseDouble(matcher.group(2)));
            }
        }
        Map<String, Sample> rows = new LinkedHashMap<>();
        values.forEach((row, times) -> rows.put(row, new Sample(times)));
        return rows;
    }
}

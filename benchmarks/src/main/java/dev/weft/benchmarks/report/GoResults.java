package dev.weft.benchmarks.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what Go's benchmarks print, of one process after the other. Before the lines of each process there are those
 * with the round trips of a cache line, before and after it.
 */
public final class GoResults {
    /** How a process begins, or (in results of earlier versions) what it prints first. */
    private static final Pattern PROCESS = Pattern.compile("(fork|goos): .*");

    private static final Pattern ROUND_TRIP = Pattern.compile("round-trip-(?:before|after): ([0-9.e+-]+)");
    private static final Pattern LINE = Pattern.compile("(Benchmark\\S+)\\s+\\d+\\s+([0-9.e+-]+) ns/op.*");

    private final Map<String, List<Fork>> forks = new LinkedHashMap<>();
    private final Map<String, List<Double>> process = new LinkedHashMap<>();
    private final List<Double> roundTrips = new ArrayList<>();

    private GoResults() {}

    /** Returns the samples by row; lines that are not results are skipped. */
    public static Map<String, Sample> read(List<String> lines) {
        GoResults results = new GoResults();
        lines.forEach(line -> results.line(line.strip()));
        results.end();
        Map<String, Sample> rows = new LinkedHashMap<>();
        results.forks.forEach((row, all) -> rows.put(row, new Sample(all)));
        return rows;
    }

    private void line(String line) {
        if (PROCESS.matcher(line).matches()) {
            end();
        }
        Matcher roundTrip = ROUND_TRIP.matcher(line);
        if (roundTrip.matches()) {
            roundTrips.add(Double.parseDouble(roundTrip.group(1)));
        }
        Matcher result = LINE.matcher(line);
        if (result.matches()) {
            process.computeIfAbsent(RowName.ofGo(result.group(1)), row -> new ArrayList<>())
                    .add(Double.parseDouble(result.group(2)));
        }
    }

    private void end() {
        process.forEach((row, times) -> forks.computeIfAbsent(row, r -> new ArrayList<>())
                .add(new Fork(times, roundTrips)));
        process.clear();
        roundTrips.clear();
    }
}

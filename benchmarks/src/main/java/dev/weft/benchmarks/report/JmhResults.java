package dev.weft.benchmarks.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weft.benchmarks.roundtrip.RoundTripProfiler;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads JMH's results. */
final class JmhResults {
    /** The metrics of the round trip of a cache line; results of earlier versions have none. */
    private static final List<String> ROUND_TRIPS = List.of(RoundTripProfiler.BEFORE, RoundTripProfiler.AFTER);

    private JmhResults() {}

    /** Returns the samples of a file in JMH's JSON format: by row, then by library. */
    static Map<String, Map<Library, Sample>> read(Path file) throws IOException {
        Map<String, Map<Library, Sample>> rows = new LinkedHashMap<>();
        for (JsonNode result : new ObjectMapper().readTree(file.toFile())) {
            String[] name = result.required("benchmark").asText().split("\\.");
            Map<String, String> parameters = new LinkedHashMap<>();
            result.path("params").properties().forEach(p -> parameters.put(p.getKey(), p.getValue().asText()));
            String row = RowName.of(name[name.length - 2], parameters);
            String method = name[name.length - 1];
            Library library = Library.of(method, row).orElseThrow(
                    () -> new IOException(file + ": the report knows no library called " + method));
            Sample twice = rows.computeIfAbsent(row, r -> new LinkedHashMap<>()).put(library, sample(result));
            if (twice != null) {
                throw new IOException(file + ": " + row + " of " + method + " is there twice");
            }
        }
        return rows;
    }

    private static Sample sample(JsonNode result) throws IOException {
        JsonNode metric = result.required("primaryMetric");
        String unit = metric.required("scoreUnit").asText();
        if (!unit.equals("ns/op")) {
            throw new IOException(result.required("benchmark").asText() + " was measured in " + unit);
        }
        List<Fork> forks = new ArrayList<>();
        for (JsonNode fork : metric.required("rawData")) {
            List<Double> roundTrips = new ArrayList<>();
            for (String when : ROUND_TRIPS) {
                values(result.path("secondaryMetrics").path(when).path("rawData").path(forks.size()), roundTrips);
            }
            List<Double> nanoseconds = new ArrayList<>();
            values(fork, nanoseconds);
            forks.add(new Fork(nanoseconds, roundTrips));
        }
        return new Sample(forks);
    }

    private static void values(JsonNode iterations, List<Double> all) {
        iterations.forEach(iteration -> all.add(iteration.asDouble()));
    }
}

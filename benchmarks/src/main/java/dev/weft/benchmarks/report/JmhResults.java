package dev.weft.benchmarks.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads JMH's results. */
final class JmhResults {
    private JmhResults() {}

    /** Returns the samples of a file in JMH's JSON format: by row, then by peer. */
    static Map<String, Map<String, Sample>> read(Path file) throws IOException {
        Map<String, Map<String, Sample>> rows = new LinkedHashMap<>();
        for (JsonNode result : new ObjectMapper().readTree(file.toFile())) {
            String[] name = result.required("benchmark").asText().split("\\.");
            Map<String, String> parameters = new LinkedHashMap<>();
            result.path("params").properties().forEach(p -> parameters.put(p.getKey(), p.getValue().asText()));
            String row = RowName.of(name[name.length - 2], parameters);
            String peer = name[name.length - 1];
            Sample twice = rows.computeIfAbsent(row, r -> new LinkedHashMap<>()).put(peer, sample(result));
            if (twice != null) {
                throw new IOException(file + ": " + row + " of " + peer + " stands there twice");
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
        List<Double> values = new ArrayList<>();
        for (JsonNode fork : metric.required("rawData")) {
            fork.forEach(iteration -> values.add(iteration.asDouble()));
        }
        return new Sample(values);
    }
}

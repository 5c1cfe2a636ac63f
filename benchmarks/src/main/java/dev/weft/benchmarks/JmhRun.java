package dev.weft.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.benchmarks.report.RowName;
import dev.weft.benchmarks.roundtrip.RoundTripProfiler;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs JMH several times, and merges the results as if it had run once. */
final class JmhRun {
    private final Map<String, List<RunResult>> results = new LinkedHashMap<>();
    private final OutputFormat log;

    /** Selects the benchmarks whose names match a pattern. */
    static Collection<BenchmarkListEntry> find(String pattern) {
        return BenchmarkList.defaultList().find(
                OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT),
                List.of(pattern), List.of());
    }

    /** Returns the number of benchmarks, where each is a peer in a shape with one choice of parameters. */
    static int count(Collection<BenchmarkListEntry> entries) {
        return count(entries, Map.of());
    }

    /** Returns their number if some of the parameters have one value only. */
    static int count(Collection<BenchmarkListEntry> entries, Map<String, String> fixed) {
        return entries.stream().mapToInt(entry -> (int) choices(entry).stream()
                .filter(choice -> choice.entrySet().stream()
                        .allMatch(p -> fixed.getOrDefault(p.getKey(), p.getValue()).equals(p.getValue())))
                .count()).sum();
    }

    /** Returns the names of the rows, in their order: of each shape with one choice of parameters. */
    static Set<String> rows(Collection<BenchmarkListEntry> entries) {
        Set<String> rows = new LinkedHashSet<>();
        for (BenchmarkListEntry entry : entries) {
            choices(entry).forEach(choice -> rows.add(RowName.of(Menu.shape(entry), choice)));
        }
        return rows;
    }

    /** Returns every combination of values of the parameters. */
    private static List<Map<String, String>> choices(BenchmarkListEntry entry) {
        List<Map<String, String>> choices = List.of(Map.of());
        if (entry.getParams().hasValue()) {
            for (Map.Entry<String, String[]> parameter : entry.getParams().get().entrySet()) {
                List<Map<String, String>> more = new ArrayList<>();
                for (Map<String, String> choice : choices) {
                    for (String value : parameter.getValue()) {
                        Map<String, String> with = new TreeMap<>(choice);
                        with.put(parameter.getKey(), value);
                        more.add(with);
                    }
                }
                choices = more;
            }
        }
        return choices;
    }

    /**
     * Collects the results of several rounds.
     *
     * @param log what JMH prints goes there
     */
    JmhRun(OutputFormat log) {
        this.log = log;
    }

    /** Runs one fork of each, with all parameters. */
    void round(String pattern, Pass pass) throws RunnerException {
        round(pattern, Map.of(), pass);
    }

    /**
     * Runs one fork of each.
     *
     * @param fixed parameters that have one value only, by name
     */
    void round(String pattern, Map<String, String> fixed, Pass pass) throws RunnerException {
        TimeValue time = TimeValue.milliseconds(pass.milliseconds());
        ChainedOptionsBuilder options = new OptionsBuilder().include(pattern).forks(1)
                .warmupIterations(pass.warmups()).warmupTime(time)
                .measurementIterations(pass.iterations()).measurementTime(time)
                .addProfiler(RoundTripProfiler.class);
        fixed.forEach(options::param);
        for (RunResult result : new Runner(options.build(), log).run()) {
            results.computeIfAbsent(name(result.getParams()), k -> new ArrayList<>()).add(result);
        }
    }

    /**
     * Writes the results so far, with all forks of a benchmark in one entry, and without what no one needs: the path of
     * the JVM, and the percentiles of round trips.
     */
    void write(Path file) throws IOException {
        List<RunResult> merged = new ArrayList<>();
        for (List<RunResult> rounds : results.values()) {
            List<BenchmarkResult> forks = rounds.stream().flatMap(r -> r.getBenchmarkResults().stream()).toList();
            merged.add(new RunResult(rounds.getFirst().getParams(), forks));
        }
        ResultFormatFactory.getInstance(ResultFormatType.JSON, file.toString()).writeOut(merged);
        ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        JsonNode written = json.readTree(file.toFile());
        for (JsonNode result : written) {
            ((ObjectNode) result).put("jvm", "java");
            result.path("secondaryMetrics").forEach(JmhRun::shorten);
        }
        json.writeValue(file.toFile(), written);
    }

    private static void shorten(JsonNode metric) {
        ObjectNode metrics = (ObjectNode) metric;
        metrics.remove(List.of("scorePercentiles", "scoreConfidence"));
        for (JsonNode fork : metric.path("rawData")) {
            ArrayNode values = (ArrayNode) fork;
            for (int i = 0; i < values.size(); i++) {
                values.set(i, Math.round(values.get(i).asDouble() * 10) / 10.0);
            }
        }
    }

    /** The shape, the peer and the parameters of a benchmark. */
    static String name(BenchmarkParams params) {
        Map<String, String> choice = new TreeMap<>();
        params.getParamsKeys().forEach(name -> choice.put(name, params.getParam(name)));
        return params.getBenchmark().replace(Menu.PACKAGE, "") + (choice.isEmpty() ? "" : choice);
    }
}

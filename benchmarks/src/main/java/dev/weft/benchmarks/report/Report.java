package dev.weft.benchmarks.report;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weft.benchmarks.costs.CostsTable;
import dev.weft.benchmarks.report.Boundary.Pace;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the report of a run from the files that the run has left in a directory. */
public final class Report {
    /** JMH's results, as it writes them. */
    public static final String JMH = "jmh.json";

    /** What Go printed. */
    public static final String GO = "go.txt";

    /** What goroutines and OS threads cost. */
    public static final String COSTS = "costs.json";

    /** Where and when the run was made. */
    public static final String STAMP = "stamp.json";

    /** The results of an earlier pass, if there was one: a directory in that of the results. */
    private static final String EARLIER = "earlier";

    /** The pass beside another process. */
    static final String LOADED = "loaded";

    /** What is different in that pass. */
    static final String BUSY = "while another process keeps all processors busy";

    /** The file from which the page that explains everything is found: they are in the same directory. */
    private static final String MODULE = "src/main/go/go.mod";

    private Report() {}

    /** Writes the report again, after a change to its layout. */
    public static void main(String[] args) throws IOException {
        for (String directory : args) {
            System.out.println(write(Path.of(directory)));
        }
    }

    /** Writes {@code report.md} and the charts; returns the path of {@code report.md}. */
    public static Path write(Path directory) throws IOException {
        return write(directory, directory);
    }

    /**
     * Writes the report of results that will be moved.
     *
     * @param directory where the results are
     * @param place where they will be, and the links must be right
     */
    public static Path write(Path directory, Path place) throws IOException {
        Path absolute = place.toAbsolutePath().normalize();
        deleteCharts(directory);
        Results results = read(directory);
        Map<String, String> stamp = stamp(directory);
        Path report = directory.resolve("report.md");
        Files.writeString(report, Markdown.report(results, new Markdown.Frame(absolute.getFileName().toString(), stamp,
                readme(absolute), charts(results, directory, absolute.endsWith(LOADED) ? BUSY : ""),
                CostsTable.read(directory.resolve(COSTS)), twoPasses(results, stamp, directory.resolve(EARLIER)))));
        return report;
    }

    private static String twoPasses(Results results, Map<String, String> stamp, Path earlier) throws IOException {
        return Files.exists(earlier.resolve(JMH)) ? TwoPasses.text(results, read(earlier), stamp, stamp(earlier)) : "";
    }

    /**
     * Keeps the results of a pass, so that the report of a later one can say how far the two lie apart.
     *
     * @param pass the directory of the earlier results
     * @param later the directory of the later ones
     */
    public static void keep(Path pass, Path later) throws IOException {
        Path kept = Files.createDirectories(later.resolve(EARLIER));
        for (String file : List.of(JMH, GO, STAMP)) {
            if (Files.exists(pass.resolve(file))) {
                Files.copy(pass.resolve(file), kept.resolve(file));
            }
        }
    }

    /** The charts of an earlier report, which may be others than those of the new one. */
    private static void deleteCharts(Path directory) throws IOException {
        try (DirectoryStream<Path> charts = Files.newDirectoryStream(directory, "*.svg")) {
            for (Path chart : charts) {
                Files.delete(chart);
            }
        }
    }

    /** Reads where and when a run was made. */
    static Map<String, String> stamp(Path directory) throws IOException {
        return new ObjectMapper().readValue(directory.resolve(STAMP).toFile(),
                new TypeReference<LinkedHashMap<String, String>>() {});
    }

    /** Reads the results that a run has left in a directory. */
    static Results read(Path directory) throws IOException {
        Path go = directory.resolve(GO);
        List<String> lines = Files.exists(go) ? Files.readAllLines(go) : List.of();
        return Results.pair(JmhResults.read(directory.resolve(JMH)), GoResults.read(lines));
    }

    /** The charts of goroutines and OS threads, of the main results, and of those with the other round trip. */
    private static Map<String, String> charts(Results all, Path directory, String load)
            throws IOException {
        Map<String, String> charts = new LinkedHashMap<>();
        List<Style.Panel> panels = OsThreadsChart.panels(all, condition(all.on(false).main(), load));
        if (!panels.isEmpty()) {
            Files.writeString(directory.resolve("threads.svg"), Style.svg(panels));
            charts.put("A goroutine and an OS thread", "threads.svg");
        }
        Results results = all.on(false);
        Map<Pace, Results> comparable = results.comparable();
        Pace main = results.main();
        charts.putAll(Charts.draw(comparable.get(main), directory, "", condition(main, load)));
        for (Map.Entry<Pace, Results> other : comparable.entrySet()) {
            if (other.getKey() != main) {
                String condition = condition(other.getKey(), load);
                Charts.draw(other.getValue(), directory, "-" + other.getKey(), condition)
                        .forEach((title, file) -> charts.put(title + "; " + condition, file));
            }
        }
        return charts;
    }

    private static String condition(Pace pace, String load) {
        return Stream.of(load,
                pace == Pace.ONLY ? "" : "with a " + pace + " round trip of a cache line between the processors")
                .filter(what -> !what.isEmpty()).collect(Collectors.joining(", "));
    }

    /** The link to the page that explains how everything is measured, if the directory is in this module. */
    private static Optional<String> readme(Path directory) {
        for (Path above = directory.getParent(); above != null; above = above.getParent()) {
            if (Files.exists(above.resolve(MODULE))) {
                return Optional.of(directory.relativize(above.resolve("README.md")).toString().replace('\\', '/'));
            }
        }
        return Optional.empty();
    }
}

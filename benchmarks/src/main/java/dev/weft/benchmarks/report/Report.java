package dev.weft.benchmarks.report;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weft.benchmarks.costs.CostsTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

    private Report() {}

    /** Writes the report again, after a change to its layout. */
    public static void main(String[] args) throws IOException {
        for (String directory : args) {
            System.out.println(write(Path.of(directory)));
        }
    }

    /** Writes {@code report.md} and the charts; returns the path of {@code report.md}. */
    public static Path write(Path directory) throws IOException {
        Path go = directory.resolve(GO);
        List<String> lines = Files.exists(go) ? Files.readAllLines(go) : List.of();
        Results results = Results.pair(JmhResults.read(directory.resolve(JMH)), GoResults.read(lines));
        Map<String, String> stamp = new ObjectMapper().readValue(directory.resolve(STAMP).toFile(),
                new TypeReference<LinkedHashMap<String, String>>() {});
        Map<String, String> charts = Charts.draw(results, directory);
        String costs = CostsTable.read(directory.resolve(COSTS));
        Path report = directory.resolve("report.md");
        String pass = directory.toAbsolutePath().normalize().getFileName().toString();
        Files.writeString(report, Markdown.report(pass, stamp, results, charts, costs));
        return report;
    }
}

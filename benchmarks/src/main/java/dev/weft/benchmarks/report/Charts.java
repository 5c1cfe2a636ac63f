package dev.weft.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** Decides what is in which chart. */
final class Charts {
    private static final int RATIO_ROW = 19;
    private static final int TIME_ROW = 40;

    private Charts() {}

    /**
     * Draws all charts of results that are compared with each other, and returns their file names by title, the main
     * one first.
     *
     * @param suffix follows the names of the files
     * @param condition what holds for all of these results, or nothing
     */
    static Map<String, String> draw(Results results, Path directory, String suffix, String condition)
            throws IOException {
        Map<String, String> charts = new LinkedHashMap<>();
        DotChart ratios = ratios(results);
        if (!ratios.isEmpty()) {
            Style.Panel panel = ratios.panel(
                    "Weft's time divided by that of the best other library on the JVM, and by Go's",
                    lines(means(results), condition),
                    RoundAxis.ofRatios(
                            "left of 1, Weft is faster; the bars reach from the lowest to the highest ratio of two forks (logarithmic)",
                            ratios.lowest(), ratios.highest()),
                    RATIO_ROW);
            DotChart.markOne(panel);
            write(charts, "Weft's time divided by that of others; left of 1, Weft is faster", List.of(panel),
                    directory.resolve("ratios" + suffix + ".svg"));
        }
        for (Family family : Family.values()) {
            List<Style.Panel> panels = times(results, family, condition);
            if (!panels.isEmpty()) {
                write(charts, family.title(), panels,
                        directory.resolve(family.name().toLowerCase(Locale.ROOT) + suffix + ".svg"));
            }
        }
        return charts;
    }

    private static void write(Map<String, String> charts, String title, List<Style.Panel> panels, Path file)
            throws IOException {
        Files.writeString(file, Style.svg(panels));
        charts.put(title, file.getFileName().toString());
    }

    /** The ratios to the best library, in its color, and to Go. */
    static DotChart ratios(Results results) {
        DotChart chart = new DotChart();
        for (Family family : Family.values()) {
            boolean first = true;
            for (Row row : results.rows()) {
                Map<Library, Spread> marks = new EnumMap<>(Library.class);
                row.bestPeer().ifPresent(best -> row.ratioTo(best).ifPresent(ratio -> marks.put(best, ratio)));
                row.ratioTo(Library.GO).ifPresent(ratio -> marks.put(Library.GO, ratio));
                if (Family.of(row.name()) == family && !marks.isEmpty()) {
                    if (first) {
                        chart.heading(family.title());
                        first = false;
                    }
                    chart.row(row.name(), marks);
                }
            }
        }
        return chart;
    }

    /** The two numbers that sum everything up. */
    static String means(Results results) {
        OptionalDouble peer = results.meanToBestPeer();
        OptionalDouble go = results.meanToGo();
        return "Geometric means: "
                + (peer.isPresent() ? Format.ratio(peer) + " of the best JVM library's time" : "no other JVM library")
                + (go.isPresent() ? ", " + Format.ratio(go) + " of Go's" : "; Go was not measured");
    }

    /** The times of a family: a panel for each unit, so that no axis reaches from nanoseconds to seconds. */
    static List<Style.Panel> times(Results results, Family family, String condition) {
        List<Style.Panel> panels = new ArrayList<>();
        for (TimeUnits unit : TimeUnits.values()) {
            DotChart chart = new DotChart();
            for (Row row : results.rows()) {
                if (Family.of(row.name()) == family && TimeUnits.of(row) == unit) {
                    Map<Library, Spread> marks = new EnumMap<>(Library.class);
                    row.samples().forEach((library, sample) -> marks.put(library, in(unit, sample.times())));
                    chart.row(row.name(), marks);
                }
            }
            if (!chart.isEmpty()) {
                boolean first = panels.isEmpty();
                panels.add(chart.panel(first ? family.title() : "", first ? lines("", condition) : List.of(),
                        RoundAxis.ofTimes(unit.title()
                                + " for each operation: the median fork, and a bar from the fastest to the slowest (logarithmic)",
                                chart.lowest(), chart.highest()),
                        TIME_ROW));
            }
        }
        return panels;
    }

    private static Spread in(TimeUnits unit, Spread times) {
        return new Spread(times.lowest() / unit.nanoseconds(), times.median() / unit.nanoseconds(),
                times.highest() / unit.nanoseconds());
    }

    private static List<String> lines(String... lines) {
        return List.of(lines).stream().filter(line -> !line.isEmpty()).toList();
    }
}

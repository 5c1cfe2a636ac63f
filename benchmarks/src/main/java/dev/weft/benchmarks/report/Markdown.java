package dev.weft.benchmarks.report;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** Writes the report's text. */
final class Markdown {
    private final StringBuilder text = new StringBuilder();
    private final boolean loaded;

    private Markdown(boolean loaded) {
        this.loaded = loaded;
    }

    /**
     * Returns the report.
     *
     * @param stamp where, when and with what the run was made
     * @param charts file names of the charts, by title; the first is the main one
     * @param costs the tables of goroutines against OS threads, or nothing
     */
    static String report(String pass, Map<String, String> stamp, Results results, Map<String, String> charts,
            String costs) {
        Markdown report = new Markdown(pass.equals("loaded"));
        report.line("# Benchmarks: " + pass);
        report.line("");
        report.stamp(stamp);
        report.summary(results);
        charts.forEach((title, file) -> report.line("![" + title + "](" + file + ")\n"));
        report.comparison(results);
        report.everyPeer(results);
        report.text.append(costs);
        return report.text.toString().stripTrailing() + "\n";
    }

    private void stamp(Map<String, String> stamp) {
        line("| | |");
        line("| --- | --- |");
        stamp.forEach((what, value) -> line("| " + what + " | " + value.replace("|", "\\|") + " |"));
        line("");
    }

    private void summary(Results results) {
        line("Times are nanoseconds an operation, medians over all iterations of all forks. A ratio is Weft's time divided");
        line("by the other's: below 1, Weft is faster. [What is measured, and how to read it](../../README.md).");
        line("");
        line("- Against the best library on the JVM: " + Format.ratio(results.meanToBestPeer()) + " (geometric mean), "
                + atMostOne(results.rows().stream().map(Row::ratioToBestPeer).toList()) + ".");
        if (!loaded) {
            line("- Against Go: " + Format.ratio(results.meanToGo()) + " (geometric mean; the limit is "
                    + Bar.MEAN_TO_GO
                    + "), " + atMostOne(results.rows().stream().map(Row::ratioToGo).toList()) + ".");
        }
        long met = results.rows().stream().filter(r -> Bar.of(r.name(), loaded).missed(r).isEmpty()).count();
        line("- " + met + " of " + results.rows().size() + " rows are where they should be.");
        if (!results.onlyGo().isEmpty()) {
            line("- Measured in Go only: " + String.join(", ", results.onlyGo()) + ".");
        }
        List<String> without = results.rows().stream().filter(r -> r.weft().isEmpty()).map(Row::name).toList();
        if (!without.isEmpty()) {
            line("- Weft has no result, which means that it failed: " + String.join(", ", without) + ".");
        }
        line("");
    }

    private static String atMostOne(List<OptionalDouble> ratios) {
        List<Double> present = ratios.stream().filter(OptionalDouble::isPresent).map(OptionalDouble::getAsDouble)
                .toList();
        return present.stream().filter(r -> Bar.atMost(r, 1)).count() + " of " + present.size()
                + " rows at or below it";
    }

    private void comparison(Results results) {
        line("## Every row");
        line("");
        line("\"Bare\" is the cost of the JDK alone: the atomic operation, the virtual thread. The last column names what");
        if (loaded) {
            line("a row misses: at most 1.3 times the best library's time.");
        } else {
            line("a row misses: at most the best library's time, at most Go's, at most 1.1 times the bare one, or, where the");
            line("JDK sets the floor, the limit shown there.");
        }
        line("");
        line("| row | Weft | best on the JVM | | ratio | Go | ratio | bare | ratio | misses |");
        line("| --- | ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |");
        for (Row row : results.rows()) {
            List<String> cells = List.of(
                    row.name(),
                    row.weft().map(Format::sample).orElse("–"),
                    row.bestPeer().map(Map.Entry::getKey).orElse("–"),
                    row.bestPeer().map(p -> Format.sample(p.getValue())).orElse("–"),
                    strong(row.ratioToBestPeer()),
                    row.go().map(Format::sample).orElse("–"),
                    strong(row.ratioToGo()),
                    row.floor().map(Format::sample).orElse("–"),
                    Format.ratio(row.ratioToFloor()),
                    String.join(", ", Bar.of(row.name(), loaded).missed(row)));
            line("| " + String.join(" | ", cells) + " |");
        }
        line("| geometric mean | | | | **" + Format.ratio(results.meanToBestPeer()) + "** | | **"
                + Format.ratio(results.meanToGo()) + "** | | | |");
        line("");
    }

    private static String strong(OptionalDouble ratio) {
        return ratio.isPresent() ? "**" + Format.ratio(ratio) + "**" : "–";
    }

    private void everyPeer(Results results) {
        line("## Every peer");
        line("");
        line("The fastest first, Go aside; after ±, half of the range that holds the middle half of all iterations.");
        line("");
        line("| row | peers |");
        line("| --- | --- |");
        for (Row row : results.rows()) {
            String peers = row.jvm().entrySet().stream()
                    .sorted(Comparator.comparingDouble(p -> p.getValue().median()))
                    .map(p -> p.getKey() + " " + Format.sample(p.getValue()))
                    .collect(Collectors.joining(" · "));
            line("| " + row.name() + " | " + peers + " |");
        }
        line("");
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}

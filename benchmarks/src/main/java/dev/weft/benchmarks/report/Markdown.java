package dev.weft.benchmarks.report;

import dev.weft.benchmarks.report.Boundary.Pace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes the report's text. */
final class Markdown {
    /** What the stamp calls by names of ours. */
    private static final Map<String, String> STAMP = Map.of("peers", "libraries", "core", "digest of Weft's sources");

    private static final double STILL_WARMING = 1.1;

    private final StringBuilder text = new StringBuilder();
    private final Results results;
    private final Map<Pace, Results> comparable;

    private Markdown(Results all) {
        this.results = all.on(false);
        this.comparable = results.comparable();
    }

    /**
     * What is in the report besides the results.
     *
     * @param pass the pass that was run
     * @param stamp where, when and with what
     * @param readme the link to the page that says how to read the report, if there is one
     * @param charts file names of the charts, by title, in their order
     * @param costs the tables of what goroutines and OS threads cost, or nothing
     * @param twoPasses how far this pass and an earlier one lie apart, or nothing
     */
    record Frame(String pass, Map<String, String> stamp, Optional<String> readme, Map<String, String> charts,
            String costs, String twoPasses) {}

    /** Returns the report. */
    static String report(Results results, Frame frame) {
        Markdown report = new Markdown(results);
        report.line("# Weft's benchmarks" + switch (frame.pass()) {
            case "full" -> "";
            case Report.LOADED -> ", " + Report.BUSY;
            case "part", "glance" -> ": some of them";
            default -> ": a " + frame.pass() + " pass";
        });
        report.line("");
        report.line(
                "What Weft's operations cost, beside those of other libraries on the JVM and of Go, on the machine below."
                        + frame.readme().map(link -> " [How this is measured](" + link + ").").orElse(""));
        report.line("");
        report.stamp(frame.stamp());
        report.summary();
        report.sureness(frame.stamp());
        report.text.append(frame.twoPasses());
        frame.charts().forEach((title, file) -> report.line("![" + title + "](" + file + ")\n"));
        report.text.append(new Tables(report.results, report.comparable).text());
        report.text.append(OsThreads.table(results));
        report.text.append(frame.costs());
        return report.text.toString().stripTrailing() + "\n";
    }

    private void stamp(Map<String, String> stamp) {
        line("| | |");
        line("| --- | --- |");
        stamp.forEach((what, value) -> line("| " + STAMP.getOrDefault(what, what) + " | "
                + value.replace("|", "\\|") + " |"));
        line("");
    }

    private void summary() {
        line("## In short");
        line("");
        line("Weft's time divided by the other's: below 1, Weft is faster. \"In every fork\" means that all processes that ran");
        line("Weft were faster (or slower) than all that ran the other; it takes three processes of each.");
        line("");
        comparable.forEach((pace, some) -> {
            if (pace != Pace.ONLY) {
                line("With a " + pace + " round trip between the processors:");
                line("");
            }
            line("| compared with | rows | geometric mean | Weft is faster | in every fork | Weft is slower | in every fork |");
            line("| --- | ---: | ---: | ---: | ---: | ---: | ---: |");
            for (Rival rival : Rival.values()) {
                rival.sum(some).ifPresent(this::line);
            }
            line("");
        });
    }

    private void sureness(Map<String, String> stamp) {
        line("## How sure this is");
        line("");
        Spread forks = Spread.of(results.rows().stream().flatMap(row -> row.samples().values().stream())
                .map(sample -> (double) sample.forks().size()).toList());
        line("- Each library ran in " + processes(forks)
                + " of its own in each row, which are called forks. A figure is the median of the medians of those forks"
                + " that saw the same round trip; a ratio is that of two such figures."
                + (results.enough() > 1
                        ? " What has fewer than " + results.enough()
                                + " such forks is only in the last table, and in no mean."
                        : ""));
        if (forks.lowest() == 1) {
            line("- One fork does not show how much a second one would differ: where there is only one, read a ratio near 1"
                    + " as no difference.");
        }
        wide();
        within();
        line("- " + roundTrips(stamp));
        List<String> alone = results.rows().stream()
                .filter(row -> row.weft().isPresent() && row.samples().size() > 1)
                .map(Row::name)
                .filter(name -> comparable.values().stream().map(some -> some.row(name)).flatMap(Optional::stream)
                        .noneMatch(row -> row.weft().isPresent() && row.samples().size() > 1))
                .toList();
        list("In these rows, no other library saw the same round trip as Weft, and nothing is compared", alone);
        list("Measured in Go only", results.onlyGo());
        list("Weft has no figure, because it failed",
                results.rows().stream().filter(row -> row.weft().isEmpty()).map(Row::name).toList());
        line("");
    }

    private static String processes(Spread forks) {
        String least = String.format("%.0f", forks.lowest());
        String most = String.format("%.0f", forks.highest());
        return (least.equals(most) ? least : least + " to " + most) + (most.equals("1") ? " process" : " processes");
    }

    private void wide() {
        List<String> rows = new ArrayList<>();
        boolean several = false;
        for (Row row : results.rows()) {
            double factor = comparable.values().stream().map(some -> some.row(row.name())).flatMap(Optional::stream)
                    .map(Row::weft).flatMap(Optional::stream).mapToDouble(weft -> weft.times().factor()).max()
                    .orElse(1);
            several |= row.weft().filter(weft -> weft.forks().size() > 1).isPresent();
            if (factor > Spread.WIDE) {
                rows.add(row.name() + " (" + Format.ratio(factor) + ")");
            }
        }
        if (several) {
            line(rows.isEmpty()
                    ? "- In no row do Weft's forks differ by more than a factor of " + Spread.WIDE + "."
                    : "- Weft's forks differ by more than a factor of " + Spread.WIDE + " in " + rows.size() + " of "
                            + results.rows().size() + " rows, so that a program may get another speed than the median: "
                            + String.join(", ", rows) + ".");
        }
    }

    /** What is not steady within a fork. Go's processes do not warm up: nothing there is compiled while it runs. */
    private void within() {
        List<String> moving = new ArrayList<>();
        List<String> cold = new ArrayList<>();
        for (Row row : results.rows()) {
            row.weft().map(Sample::unrest).filter(factor -> factor > Spread.WIDE)
                    .ifPresent(factor -> moving.add(row.name() + " (" + Format.ratio(factor) + ")"));
            row.samples().forEach((library, sample) -> {
                if (library != Library.GO && sample.drift() > STILL_WARMING) {
                    cold.add(row.name() + " with " + library.title() + " (" + Format.ratio(sample.drift()) + ")");
                }
            });
        }
        list("Within a fork, Weft's iterations differ by more than a factor of " + Spread.WIDE
                + " (in the median fork) in "
                + moving.size() + " of " + results.rows().size() + " rows", moving);
        list("Still warming up, as the first iteration was slower than the last by more than a tenth (in the median fork)",
                cold);
    }

    private String roundTrips(Map<String, String> stamp) {
        String what = "The round trip of a cache line between two processors, on which most rows depend, ";
        Boundary boundary = results.boundary();
        Map<Pace, List<Fork>> by = results.forks().stream().collect(Collectors.groupingBy(boundary::of));
        if (boundary.loaded()) {
            return what + "could not be measured: " + Processors.whyNoRoundTrip(stamp) + ".";
        }
        if (results.roundTrips().isEmpty()) {
            return what + "was not measured beside these figures: forks of the same row may have seen different ones.";
        }
        if (boundary.nanoseconds().isEmpty()) {
            return what + "took " + Format.spread(Spread.ofRoundTrips(by.getOrDefault(Pace.ONLY, List.of())))
                    + " ns all the time. The machine never had one that was twice as fast or as slow, so these figures do"
                    + " not show what the rows would then cost." + leftOut(by);
        }
        return what + "was sometimes fast (" + seen(by, Pace.FAST) + ") and sometimes slow (" + seen(by, Pace.SLOW)
                + "). Only forks that saw the same are compared." + leftOut(by);
    }

    private static String seen(Map<Pace, List<Fork>> by, Pace pace) {
        return Spread.ofRoundTrips(by.getOrDefault(pace, List.of()))
                .map(roundTrips -> Format.spread(roundTrips) + " ns, " + by.get(pace).size() + " forks")
                .orElse("but not for a whole fork");
    }

    /** The forks that are compared with nothing. */
    static String leftOut(Map<Pace, List<Fork>> by) {
        List<String> left = new ArrayList<>();
        count(by, Pace.MIXED, " that saw it change", left);
        count(by, Pace.BUSY,
                " during which it could seldom be measured, as the two threads that do it shared a processor", left);
        if (by.containsKey(Pace.FAST) || by.containsKey(Pace.SLOW)) {
            count(by, Pace.ONLY, " beside which it was not measured", left);
        }
        return left.isEmpty() ? "" : " Compared with nothing: of all forks, " + String.join("; ", left) + ".";
    }

    private static void count(Map<Pace, List<Fork>> by, Pace pace, String what, List<String> left) {
        if (by.containsKey(pace)) {
            left.add(by.get(pace).size() + what);
        }
    }

    private void list(String what, List<String> rows) {
        if (!rows.isEmpty()) {
            line("- " + what + ": " + String.join(", ", rows) + ".");
        }
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}

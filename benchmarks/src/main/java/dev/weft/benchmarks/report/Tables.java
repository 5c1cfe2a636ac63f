package dev.weft.benchmarks.report;

import dev.weft.benchmarks.report.Boundary.Pace;
import dev.weft.benchmarks.report.Library.Group;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** The tables of all rows. */
final class Tables {
    private final StringBuilder text = new StringBuilder();
    private final Results results;
    private final Map<Pace, Results> comparable;

    Tables(Results results, Map<Pace, Results> comparable) {
        this.results = results;
        this.comparable = comparable;
    }

    String text() {
        everyRow();
        everyLibrary();
        return text.toString();
    }

    private void everyRow() {
        line("## Every row");
        line("");
        line("Nanoseconds for each operation, unless another unit is given: the median fork and, in parentheses, the fastest and");
        line("the slowest. A ratio is bold if Weft was faster, or slower, in every fork. \"JDK alone\" is what the bare atomic");
        line("operation or virtual thread costs. The round trip is that of a cache line between two processors while the row");
        line("was measured. There is no ratio of two times below half a nanosecond"
                + (results.enough() > 1 ? ", and no figure of fewer than " + results.enough() + " forks." : "."));
        line("The last two columns have the number of forks behind the figures of Weft, the best library, and Go, and those whose");
        line("forks differ by more than a factor of " + Spread.WIDE + ".");
        line("");
        line("| row | round trip | Weft | best on the JVM | | ratio | Go | ratio | JDK alone | ratio | forks | forks differ |");
        line("| --- | ---: | ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: | --- | --- |");
        for (Row row : results.rows()) {
            comparable.forEach((pace, some) -> some.row(row.name())
                    .filter(one -> one.weft().isPresent() || row.weft().isEmpty()).ifPresent(one -> row(one, pace)));
        }
        comparable.forEach((pace, some) -> line("| geometric mean" + suffix(pace)
                + " | | | | | " + Format.ratio(some.meanToBestPeer()) + " | | " + Format.ratio(some.meanToGo())
                + " | | | | |"));
        line("");
    }

    private void row(Row row, Pace pace) {
        Optional<Library> best = row.bestPeer();
        List<Optional<Library>> compared = List.of(Optional.of(Library.WEFT), best, Optional.of(Library.GO));
        Optional<Library> alone = row.best(group -> group == Group.JDK_ALONE);
        line("| " + String.join(" | ",
                row.name(),
                Format.spread(row.roundTrips()) + suffix(pace),
                Format.spread(row.weft().map(Sample::times)),
                best.map(Library::title).orElse("–"),
                Format.spread(best.flatMap(row::of).map(Sample::times)),
                ratio(row, best),
                Format.spread(row.go().map(Sample::times)),
                ratio(row, Optional.of(Library.GO)),
                Format.spread(alone.flatMap(row::of).map(Sample::times)),
                ratio(row, alone),
                compared.stream().map(library -> library.flatMap(row::of))
                        .map(sample -> sample.map(s -> Integer.toString(s.forks().size())).orElse("–"))
                        .collect(Collectors.joining(", ")),
                compared.stream().flatMap(Optional::stream)
                        .flatMap(library -> row.of(library).filter(sample -> sample.times().wide())
                                .map(sample -> library.title() + " " + Format.ratio(sample.times().factor())).stream())
                        .collect(Collectors.joining(", ")))
                + " |");
    }

    private static String ratio(Row row, Optional<Library> other) {
        Optional<Spread> ratio = other.flatMap(row::ratioTo);
        String median = Format.ratio(
                ratio.map(r -> OptionalDouble.of(r.median())).orElse(OptionalDouble.empty()));
        return ratio.isPresent() && row.sure(other.orElseThrow()) ? "**" + median + "**" : median;
    }

    private void everyLibrary() {
        line("## Every library");
        line("");
        line("All forks, in nanoseconds, the fastest library first. What differs by more than a factor of "
                + Spread.WIDE
                + " from fork to fork is bold.");
        line("");
        line("| row | library | forks | fastest | median | slowest | slowest / fastest | round trip |");
        line("| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |");
        Boundary boundary = results.boundary();
        for (Row row : results.rows()) {
            String name = row.name();
            for (Library library : byMedian(row)) {
                for (Map.Entry<Pace, Sample> sample : byPace(row.samples().get(library), boundary)) {
                    line(library(name, library, sample.getKey(), sample.getValue()));
                    name = "";
                }
            }
        }
        line("");
    }

    private static List<Library> byMedian(Row row) {
        return row.samples().keySet().stream()
                .sorted(Comparator.comparingDouble(library -> row.samples().get(library).median())).toList();
    }

    private static List<Map.Entry<Pace, Sample>> byPace(Sample sample, Boundary boundary) {
        List<Map.Entry<Pace, Sample>> all = new ArrayList<>();
        for (Pace pace : Pace.values()) {
            sample.only(fork -> boundary.of(fork) == pace).ifPresent(some -> all.add(Map.entry(pace, some)));
        }
        return all;
    }

    private static String library(String row, Library library, Pace pace, Sample sample) {
        Spread times = sample.times();
        String factor = Format.ratio(times.factor());
        return "| " + String.join(" | ", row, library.title(), Integer.toString(sample.forks().size()),
                Format.time(times.lowest()), Format.time(times.median()),
                Format.time(times.highest()),
                sample.forks().size() == 1 ? "–" : times.wide() ? "**" + factor + "**" : factor,
                Format.spread(sample.roundTrips()) + suffix(pace)) + " |";
    }

    private static String suffix(Pace pace) {
        return pace == Pace.ONLY ? "" : ", " + pace;
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}

package dev.weft.benchmarks.report;

import dev.weft.benchmarks.report.Boundary.Pace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How far two passes lie apart that measured the same sources: what a figure of the report is worth when the machine, or
 * the day, is another one.
 */
final class TwoPasses {
    /** Two figures of a row that differ by more than this factor are named. */
    private static final double APART = 1.25;

    private final StringBuilder text = new StringBuilder();
    private final Results now;
    private final Results earlier;

    private TwoPasses(Results now, Results earlier) {
        this.now = now;
        this.earlier = earlier;
    }

    /**
     * Returns this section of the report.
     *
     * @param now the results of this pass
     * @param earlier those of the other pass
     * @param stamp where and when that one was made
     */
    static String text(Results now, Results earlier, Map<String, String> stamp) {
        return new TwoPasses(now.on(false), earlier.on(false)).text(stamp);
    }

    private String text(Map<String, String> stamp) {
        line("## How far two passes lie apart");
        line("");
        line("The same sources of Weft were measured once before: "
                + Stream.of("machine", "JDK", "Go", "commit", "date")
                        .filter(stamp::containsKey).map(stamp::get).collect(Collectors.joining("; "))
                + ". This is the time in this pass divided by the time in that one, for the forks that saw the same round"
                + " trip.");
        line("");
        line("| round trip | library | rows | geometric mean | least | most | rows that differ by more than "
                + Format.ratio(APART) + " |");
        line("| --- | --- | ---: | ---: | ---: | ---: | ---: |");
        List<String> apart = new ArrayList<>();
        List<String> ratios = new ArrayList<>();
        Map<Pace, Results> before = earlier.comparable();
        now.comparable().forEach((pace, mine) -> {
            Results theirs = before.getOrDefault(pace, new Results(List.of(), List.of()));
            for (Library library : List.of(Library.WEFT, Library.GO)) {
                library(pace, library, mine, theirs, apart);
            }
            for (Rival rival : List.of(Rival.BEST, Rival.GO)) {
                ratio(pace, rival, mine, theirs).ifPresent(ratios::add);
            }
        });
        line("");
        ratios.forEach(this::line);
        line(apart.isEmpty()
                ? "- In no row do Weft's two figures differ by more than a factor of " + Format.ratio(APART) + "."
                : "- Weft's two figures differ by more than a factor of " + Format.ratio(APART) + " in: "
                        + String.join(", ", apart) + ".");
        line("");
        return text.toString();
    }

    private void library(Pace pace, Library library, Results mine, Results theirs, List<String> apart) {
        List<Double> factors = new ArrayList<>();
        for (Row row : mine.rows()) {
            Optional<Sample> sample = row.of(library);
            Optional<Sample> other = theirs.row(row.name()).flatMap(r -> r.of(library));
            if (sample.isPresent() && other.isPresent()) {
                double factor = sample.get().median() / other.get().median();
                factors.add(factor);
                if (library == Library.WEFT && isApart(factor)) {
                    apart.add(row.name() + suffix(pace) + " (" + Format.ratio(factor) + ")");
                }
            }
        }
        if (!factors.isEmpty()) {
            Spread spread = Spread.of(factors);
            line("| " + String.join(" | ", pace == Pace.ONLY ? "" : pace.toString(), library.title(),
                    Integer.toString(factors.size()), "**" + Format.ratio(Statistics.geometricMean(factors)) + "**",
                    Format.ratio(spread.lowest()), Format.ratio(spread.highest()),
                    Long.toString(factors.stream().filter(TwoPasses::isApart).count())) + " |");
        }
    }

    private static boolean isApart(double factor) {
        return factor > APART || factor < 1 / APART;
    }

    /** What became of the mean ratio, over the rows that have it in both passes. */
    private static Optional<String> ratio(Pace pace, Rival rival, Results mine, Results theirs) {
        OptionalDouble here = rival.mean(mine, theirs);
        OptionalDouble there = rival.mean(theirs, mine);
        return here.isEmpty()
                ? Optional.empty()
                : Optional.of("- Weft's time divided by that of " + rival.title() + suffix(pace)
                        + ": geometric mean " + Format.ratio(here) + " here, " + Format.ratio(there) + " there.");
    }

    private static String suffix(Pace pace) {
        return pace == Pace.ONLY ? "" : ", " + pace;
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}

package dev.weft.benchmarks.report;

import dev.weft.benchmarks.report.Boundary.Pace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How far two passes lie apart: what a figure of the report is worth when the machine, or the day, is another one. If they
 * did not measure the same sources, the section says so.
 */
final class TwoPasses {
    /** Two figures of a row that differ by more than this factor are named. */
    private static final double APART = 1.25;

    private final StringBuilder text = new StringBuilder();
    private final Results now;
    private final Results earlier;

    /** The lines of the table, and the rows of Weft that are named below it. */
    private final List<String> table = new ArrayList<>();
    private final List<String> apart = new ArrayList<>();
    private boolean ofWeft;

    private TwoPasses(Results now, Results earlier) {
        this.now = now;
        this.earlier = earlier;
    }

    /**
     * Returns this section of the report.
     *
     * @param now the results of this pass
     * @param earlier those of the other pass
     * @param nowStamp where and when this one was made
     * @param earlierStamp where and when the other one was made
     */
    static String text(Results now, Results earlier, Map<String, String> nowStamp, Map<String, String> earlierStamp) {
        return new TwoPasses(now.on(false), earlier.on(false)).text(nowStamp, earlierStamp);
    }

    private String text(Map<String, String> nowStamp, Map<String, String> earlierStamp) {
        line("## How far two passes lie apart");
        line("");
        boolean sameSources = Objects.equals(nowStamp.get("core"), earlierStamp.get("core"));
        line((sameSources
                ? "The same sources of Weft were measured once before: "
                : "Weft was measured once before, from other sources, and part of the difference may come from that: ")
                + Stream.of("machine", "JDK", "Go", "commit", "date")
                        .filter(earlierStamp::containsKey).map(earlierStamp::get).collect(Collectors.joining("; "))
                + ".");
        OptionalInt here = Processors.of(nowStamp);
        OptionalInt there = Processors.of(earlierStamp);
        if (here.isPresent() && there.isPresent() && here.getAsInt() != there.getAsInt()) {
            line("Nothing is compared: that pass had " + Processors.words(there.getAsInt()) + ", and this one "
                    + here.getAsInt() + ".");
        } else {
            compare();
        }
        line("");
        return text.toString();
    }

    private void compare() {
        List<String> ratios = new ArrayList<>();
        Map<Pace, Results> before = earlier.comparable();
        now.comparable().forEach((pace, mine) -> {
            Results theirs = before.getOrDefault(pace, new Results(List.of(), List.of()));
            for (Library library : List.of(Library.WEFT, Library.GO)) {
                library(pace, library, mine, theirs);
            }
            for (Rival rival : List.of(Rival.BEST, Rival.GO)) {
                ratio(pace, rival, mine, theirs).ifPresent(ratios::add);
            }
        });
        if (table.isEmpty()) {
            line("Nothing is compared: the two passes have no row in common that saw the same round trip.");
            return;
        }
        line("This is the time in this pass divided by the time in that one, for the forks that saw the same round trip.");
        line("");
        line("| round trip | library | rows | geometric mean | least | most | rows that differ by more than "
                + Format.ratio(APART) + " |");
        line("| --- | --- | ---: | ---: | ---: | ---: | ---: |");
        table.forEach(this::line);
        line("");
        ratios.forEach(this::line);
        if (!apart.isEmpty()) {
            line("- Weft's two figures differ by more than a factor of " + Format.ratio(APART) + " in: "
                    + String.join(", ", apart) + ".");
        } else if (ofWeft) {
            line("- In no row do Weft's two figures differ by more than a factor of " + Format.ratio(APART) + ".");
        }
    }

    private void library(Pace pace, Library library, Results mine, Results theirs) {
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
            ofWeft |= library == Library.WEFT;
            table.add("| " + String.join(" | ", pace == Pace.ONLY ? "" : pace.toString(), library.title(),
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

package dev.weft.benchmarks.report;

import dev.weft.benchmarks.report.Boundary.Pace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The few rows that most readers ask for, as measured here, beside the committed ones. */
public final class Glance {
    /**
     * A switch, a round trip, a buffer, a select, a lock and a start: what most programs do most. The names are those of
     * the report.
     */
    public static final List<String> ROWS = List.of("ContextSwitch", "PingPong",
            "Buffered/capacity=128/goroutines=1x1", "Select/cases=2/kind=receive", "Mutex", "StartJoin");

    /** Selects the benchmarks of these rows, together with {@link #PARAMETERS}; OS threads are left out. */
    public static final String PATTERN = ROWS.stream().map(RowName::shape)
            .collect(Collectors.joining("|", "\\.shapes\\.(", ")\\.(?!platformThread)"));

    /** The parameters of these rows. */
    public static final Map<String, String> PARAMETERS =
            Map.of("threads", "goroutine", "capacity", "128", "goroutines", "1x1", "cases", "2", "kind", "receive");

    private static final List<String> HEAD =
            List.of("", "", "here", "committed", "here / committed", "Weft's / this, here",
                    "committed");

    /** The head of a table without committed figures. */
    private static final List<String> HEAD_ALONE = List.of("", "", "here", "Weft's / this");

    private final Results here;

    /** Empty if they cannot be compared. */
    private final Optional<Results> committed;
    private final List<List<String>> table = new ArrayList<>();
    private final List<Double> factors = new ArrayList<>();

    private Glance(Results here, Optional<Results> committed) {
        this.here = here;
        this.committed = committed;
    }

    /** Whether a row, with all its parameters, is one of these. */
    public static boolean has(String row) {
        return ROWS.contains(RowName.plain(row));
    }

    /**
     * Compares the results in two directories.
     *
     * @param here the directory with the results of this machine
     * @param committed the directory with the committed results; there may be none
     * @return the lines to print
     */
    public static List<String> compare(Path here, Path committed) throws IOException {
        boolean both = Files.exists(committed.resolve(Report.JMH));
        Results others = both ? Report.read(committed) : new Results(List.of(), List.of());
        Map<String, String> mine = Files.exists(here.resolve(Report.STAMP)) ? Report.stamp(here) : Map.of();
        Results results = Report.read(here);
        List<String> lines = lines(results, others, mine);
        if (results.boundary().loaded()) {
            return lines;
        }
        if (both) {
            Map<String, String> stamp = Report.stamp(committed);
            lines.add("Committed: " + Stream.of("machine", "JDK", "Go", "commit", "date").filter(stamp::containsKey)
                    .map(stamp::get).collect(Collectors.joining("; ")) + ".");
        } else {
            lines.add("There are no committed results to compare with.");
        }
        return lines;
    }

    /**
     * Compares forks that saw the same round trip, or the most similar one that there is. If none could be measured, no
     * fork can be compared with the committed ones.
     *
     * @param stamp of the results of this machine
     */
    static List<String> lines(Results here, Results committed, Map<String, String> stamp) {
        Results mine = here.at(here.main());
        Boundary boundary = here.boundary();
        List<String> lines = new ArrayList<>(new Glance(mine,
                boundary.loaded() ? Optional.empty() : Optional.of(nearest(mine, committed))).lines());
        if (boundary.loaded()) {
            lines.add("The round trip of a cache line between two processors, on which most rows depend, could not be"
                    + " measured: " + Processors.whyNoRoundTrip(stamp) + ". So these figures are not compared with the"
                    + " committed ones, and forks for which it was fast and slow are not told apart.");
        }
        long others = here.forks().stream().filter(fork -> boundary.of(fork) != here.main()).count();
        if (others > 0) {
            lines.add("Not shown: " + others + " of " + here.forks().size()
                    + " forks that saw another round trip, or a busy"
                    + " machine.");
        }
        List<String> missing = ROWS.stream().filter(row -> mine.row(row).flatMap(Row::weft).isEmpty()).toList();
        if (!missing.isEmpty()) {
            lines.add("Without a figure of Weft because of that, or because it failed: " + String.join(", ", missing)
                    + ".");
        }
        return lines;
    }

    private static Results nearest(Results mine, Results committed) {
        Optional<Spread> roundTrips = mine.roundTrips();
        Map<Pace, Results> all = committed.comparable();
        return roundTrips.isEmpty()
                ? all.get(committed.main())
                : all.values().stream().min(Comparator.comparingDouble(some -> some.roundTrips()
                        .map(theirs -> Math.abs(Math.log(theirs.median() / roundTrips.get().median())))
                        .orElse(Double.POSITIVE_INFINITY))).orElseThrow();
    }

    private List<String> lines() {
        table.add(head());
        for (String name : ROWS) {
            here.row(name).ifPresent(this::row);
        }
        List<String> lines = new ArrayList<>();
        lines.add("Nanoseconds for each operation: the median fork, and the fastest and the slowest.");
        lines.add("");
        lines.addAll(aligned());
        lines.add("");
        lines.add("Geometric mean of Weft's time divided by that of the best other library: " + means(Rival.BEST)
                + "; by Go's: " + means(Rival.GO) + ".");
        if (!factors.isEmpty()) {
            Spread spread = Spread.of(factors);
            lines.add("Weft takes " + Format.ratio(Statistics.geometricMean(factors))
                    + " times as long here as committed ("
                    + Format.ratio(spread.lowest()) + " to " + Format.ratio(spread.highest()) + " from row to row).");
        }
        committed.ifPresent(them -> lines.add("Round trip of a cache line between two processors, in ns: here "
                + Format.spread(here.roundTrips()) + ", committed " + Format.spread(them.roundTrips()) + "."));
        return lines;
    }

    private List<String> head() {
        return committed.isPresent() ? HEAD : HEAD_ALONE;
    }

    private String means(Rival rival) {
        return committed.map(them -> "here " + Format.ratio(common(here, them, rival)) + ", committed "
                + Format.ratio(common(them, here, rival)))
                .orElseGet(() -> Format.ratio(here.mean(rival::ratio)));
    }

    /** The mean over these rows, as far as the other results have them, too. */
    private static OptionalDouble common(Results results, Results other, Rival rival) {
        Results few = new Results(
                results.rows().stream().filter(row -> ROWS.contains(row.name())).toList(), List.of());
        return other.rows().isEmpty() ? few.mean(rival::ratio) : rival.mean(few, other);
    }

    private void row(Row row) {
        Optional<Row> other = committed.flatMap(them -> them.row(row.name()));
        String name = row.name();
        for (Library library : Stream.of(Optional.of(Library.WEFT), Optional.of(Library.WEFT_ON_ITS_SCHEDULER),
                row.bestPeer(), Optional.of(Library.GO)).flatMap(Optional::stream).filter(row.samples()::containsKey)
                .toList()) {
            double median = row.samples().get(library).median();
            OptionalDouble theirs = other.flatMap(o -> o.of(library)).map(s -> OptionalDouble.of(s.median()))
                    .orElse(OptionalDouble.empty());
            boolean weft = library == Library.WEFT;
            if (weft && theirs.isPresent()) {
                factors.add(median / theirs.getAsDouble());
            }
            String times = Format.spread(row.of(library).map(Sample::times));
            String ratio = weft ? "" : ratio(row.ratioTo(library));
            table.add(committed.isEmpty()
                    ? List.of(name, library.title(), times, ratio)
                    : List.of(name, library.title(), times,
                            theirs.isPresent() ? Format.time(theirs.getAsDouble()) : "–",
                            theirs.isPresent() ? Format.ratio(median / theirs.getAsDouble()) : "–",
                            ratio, weft ? "" : ratio(other.flatMap(o -> o.ratioTo(library)))));
            name = "";
        }
    }

    private static String ratio(Optional<Spread> ratio) {
        return ratio.map(r -> Format.ratio(r.median())).orElse("–");
    }

    /** The table, with names on the left of their columns, and numbers on the right. */
    private List<String> aligned() {
        int[] widths = new int[head().size()];
        for (List<String> cells : table) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], cells.get(i).length());
            }
        }
        List<String> lines = new ArrayList<>();
        for (List<String> cells : table) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                line.append(String.format(Locale.ROOT, "%" + (i < 2 ? "-" : "") + widths[i] + "s  ", cells.get(i)));
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }
}

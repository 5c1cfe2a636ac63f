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

    private final Results here;
    private final Results committed;
    private final List<List<String>> table = new ArrayList<>();
    private final List<Double> factors = new ArrayList<>();

    private Glance(Results here, Results committed) {
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
        List<String> lines = lines(Report.read(here), others);
        if (both) {
            Map<String, String> stamp = Report.stamp(committed);
            lines.add("Committed: " + Stream.of("machine", "JDK", "Go", "commit", "date").filter(stamp::containsKey)
                    .map(stamp::get).collect(Collectors.joining("; ")) + ".");
        } else {
            lines.add("There are no committed results to compare with.");
        }
        return lines;
    }

    /** Compares forks that saw the same round trip, or the most similar one that there is. */
    static List<String> lines(Results here, Results committed) {
        Results mine = here.at(here.main());
        List<String> lines = new ArrayList<>(new Glance(mine, nearest(mine, committed)).lines());
        Boundary boundary = here.boundary();
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
        table.add(HEAD);
        for (String name : ROWS) {
            here.row(name).ifPresent(this::row);
        }
        List<String> lines = new ArrayList<>();
        lines.add("Nanoseconds for each operation: the median fork, and the fastest and the slowest.");
        lines.add("");
        lines.addAll(aligned());
        lines.add("");
        lines.add("Geometric mean of Weft's time divided by that of the best other library: here "
                + Format.ratio(common(here, committed, Rival.BEST)) + ", committed "
                + Format.ratio(common(committed, here, Rival.BEST)) + "; by Go's: here "
                + Format.ratio(common(here, committed, Rival.GO)) + ", committed "
                + Format.ratio(common(committed, here, Rival.GO)) + ".");
        if (!factors.isEmpty()) {
            Spread spread = Spread.of(factors);
            lines.add("Weft takes " + Format.ratio(Statistics.geometricMean(factors))
                    + " times as long here as committed ("
                    + Format.ratio(spread.lowest()) + " to " + Format.ratio(spread.highest()) + " from row to row).");
        }
        lines.add("Round trip of a cache line between two processors, in ns: here " + Format.spread(here.roundTrips())
                + ", committed " + Format.spread(committed.roundTrips()) + ".");
        return lines;
    }

    /** The mean over these rows, as far as the other results have them, too. */
    private static OptionalDouble common(Results results, Results other, Rival rival) {
        Results few = new Results(
                results.rows().stream().filter(row -> ROWS.contains(row.name())).toList(), List.of());
        return other.rows().isEmpty() ? few.mean(rival::ratio) : rival.mean(few, other);
    }

    private void row(Row row) {
        Optional<Row> other = committed.row(row.name());
        String name = row.name();
        for (Library library : Stream.of(Optional.of(Library.WEFT), row.bestPeer(), Optional.of(Library.GO))
                .flatMap(Optional::stream).filter(row.samples()::containsKey).toList()) {
            double median = row.samples().get(library).median();
            OptionalDouble theirs = other.flatMap(o -> o.of(library)).map(s -> OptionalDouble.of(s.median()))
                    .orElse(OptionalDouble.empty());
            boolean weft = library == Library.WEFT;
            if (weft && theirs.isPresent()) {
                factors.add(median / theirs.getAsDouble());
            }
            table.add(List.of(name, library.title(), Format.spread(row.of(library).map(Sample::times)),
                    theirs.isPresent() ? Format.time(theirs.getAsDouble()) : "–",
                    theirs.isPresent() ? Format.ratio(median / theirs.getAsDouble()) : "–",
                    weft ? "" : ratio(row.ratioTo(library)),
                    weft ? "" : ratio(other.flatMap(o -> o.ratioTo(library)))));
            name = "";
        }
    }

    private static String ratio(Optional<Spread> ratio) {
        return ratio.map(r -> Format.ratio(r.median())).orElse("–");
    }

    /** The table, with names on the left of their columns, and numbers on the right. */
    private List<String> aligned() {
        int[] widths = new int[HEAD.size()];
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

package dev.weft.benchmarks.report;

import dev.weft.benchmarks.report.Boundary.Pace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * All rows of a run.
 *
 * @param rows the rows that JMH has, in its order, with Go's sample where there is one
 * @param onlyGo the names of rows that only Go has
 */
public record Results(List<Row> rows, List<String> onlyGo) {
    /** So many forks leave enough of them for most figures, even if some saw another round trip. */
    private static final int MANY = 3 * Row.ENOUGH;

    /** Combines the rows of the same name. */
    static Results pair(Map<String, Map<Library, Sample>> jmh, Map<String, Sample> go) {
        Map<String, Sample> ofGo = new LinkedHashMap<>();
        go.forEach((name, sample) -> ofGo.put(RowName.plain(name), sample));
        List<Row> rows = new ArrayList<>();
        jmh.forEach((name, samples) -> {
            Map<Library, Sample> all = new EnumMap<>(Library.class);
            all.putAll(samples);
            Optional.ofNullable(ofGo.remove(RowName.plain(name))).ifPresent(sample -> all.put(Library.GO, sample));
            rows.add(new Row(RowName.plain(name), all));
        });
        return new Results(rows, List.copyOf(ofGo.keySet()));
    }

    /** All forks. */
    List<Fork> forks() {
        return rows.stream().flatMap(row -> row.samples().values().stream())
                .flatMap(sample -> sample.forks().stream()).toList();
    }

    /** The round trips that all forks saw, where they were measured. */
    Optional<Spread> roundTrips() {
        return Spread.ofRoundTrips(forks());
    }

    /** The boundary between fast and slow round trips. */
    Boundary boundary() {
        return Boundary.between(forks().stream().flatMap(fork -> fork.roundTrips().stream()).toList());
    }

    /** The results of the forks that saw this pace; libraries that have too few of them in a row are missing there. */
    Results at(Pace pace) {
        Boundary boundary = boundary();
        List<Row> some = rows.stream().map(row -> row.only(fork -> boundary.of(fork) == pace, enough()))
                .filter(row -> !row.samples().isEmpty()).toList();
        return new Results(some, onlyGo);
    }

    /** How many forks a figure needs that is compared with others; only in a pass that has many. */
    int enough() {
        int most = rows.stream().flatMap(row -> row.samples().values().stream())
                .mapToInt(sample -> sample.forks().size()).max().orElse(0);
        return most >= MANY ? Row.ENOUGH : 1;
    }

    /** The results that may be compared with each other, by what their forks saw. */
    Map<Pace, Results> comparable() {
        Map<Pace, Results> all = new EnumMap<>(Pace.class);
        for (Pace pace : boundary().nanoseconds().isPresent() ? List.of(Pace.FAST, Pace.SLOW) : List.of(Pace.ONLY)) {
            all.put(pace, at(pace));
        }
        return all;
    }

    /** Of the results that may be compared with each other, those with the most ratios; the fast ones if in doubt. */
    Pace main() {
        Map<Pace, Results> all = comparable();
        return all.keySet().stream().max(Comparator.comparingInt((Pace pace) -> all.get(pace).ratios())
                .thenComparing(Comparator.reverseOrder())).orElseThrow();
    }

    private int ratios() {
        return (int) rows.stream().flatMap(row -> Stream.of(row.ratioToBestPeer(), row.ratioTo(Library.GO)))
                .filter(Optional::isPresent).count();
    }

    /** The rows of goroutines, or those that run the same on OS threads. */
    Results on(boolean osThreads) {
        return new Results(rows.stream().filter(row -> RowName.onOsThreads(row.name()) == osThreads).toList(), onlyGo);
    }

    /** The row of this name. */
    Optional<Row> row(String name) {
        return rows.stream().filter(row -> row.name().equals(name)).findFirst();
    }

    /** The mean ratio of Weft to the best library on the JVM, over all rows that have both. */
    OptionalDouble meanToBestPeer() {
        return mean(Row::ratioToBestPeer);
    }

    /** The mean ratio of Weft to Go, over all rows that have both. */
    OptionalDouble meanToGo() {
        return mean(row -> row.ratioTo(Library.GO));
    }

    /** The geometric mean of a ratio over all rows that have it. */
    OptionalDouble mean(Function<Row, Optional<Spread>> ratio) {
        List<Double> ratios = rows.stream().map(ratio).flatMap(Optional::stream).map(Spread::median).toList();
        return ratios.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Statistics.geometricMean(ratios));
    }
}

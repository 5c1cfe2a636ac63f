package dev.weft.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What goroutines cost, beside OS threads that do the same. */
final class OsThreads {
    /** What is done on both. */
    enum Doing {
        ELEMENT("an element through an unbuffered channel", "ContextSwitch"), TRIP("there and back over two channels",
                "PingPong"), PARK("a switch by park and unpark", "ParkUnpark"), START("start and join", "StartJoin");

        private final String title;
        private final String row;

        Doing(String title, String row) {
            this.title = title;
            this.row = row;
        }

        String title() {
            return title;
        }
    }

    /**
     * What one thing costs.
     *
     * @param doing what is done
     * @param weft the nanoseconds on goroutines
     * @param go on Go's goroutines
     * @param os on OS threads, by the library that is the fastest there
     * @param library which one that is
     * @param weftOnOs by Weft on OS threads, if it can do that
     */
    record Line(Doing doing, Optional<Spread> weft, Optional<Spread> go, Spread os, Library library,
            Optional<Spread> weftOnOs) {}

    private OsThreads() {}

    /** Returns what was measured on OS threads, among forks that saw the same round trip of a cache line. */
    static List<Line> lines(Results results) {
        Results some = results.at(results.on(false).main());
        List<Line> lines = new ArrayList<>();
        for (Doing doing : Doing.values()) {
            Optional<Row> row = some.row(doing.row);
            Optional<Row> os = some.row(RowName.withOsThreads(doing.row));
            os.flatMap(r -> r.best(group -> group != Library.Group.GO)).ifPresent(library -> lines.add(new Line(doing,
                    row.flatMap(Row::weft).map(Sample::times), row.flatMap(Row::go).map(Sample::times),
                    os.orElseThrow().samples().get(library).times(), library,
                    os.flatMap(Row::weft).map(Sample::times))));
        }
        return lines;
    }

    /** Returns a section of the report; nothing if nothing was measured on OS threads. */
    static String table(Results results) {
        List<Line> lines = lines(results);
        if (lines.isEmpty()) {
            return "";
        }
        StringBuilder table = new StringBuilder("""
                ## Goroutines and OS threads

                The same programs on goroutines, which are virtual threads, on Go's, and on OS threads; nanoseconds for each
                operation, as above. On OS threads, the fastest library counts; the last column has Weft's channels there, which
                are made for goroutines.

                | | goroutine | goroutine in Go | OS thread | by | OS thread / goroutine | Weft on OS threads |
                | --- | ---: | ---: | ---: | --- | ---: | ---: |
                """);
        for (Line line : lines) {
            table.append("| " + String.join(" | ", line.doing.title, Format.spread(line.weft), Format.spread(line.go),
                    Format.spread(line.os), line.library.title(),
                    line.weft.map(weft -> times(line.os, weft)).orElse("–"), Format.spread(line.weftOnOs)) + " |\n");
        }
        return table.append('\n').toString();
    }

    /** How many times as much one costs as the other. */
    static String times(Spread one, Spread other) {
        double ratio = one.median() / other.median();
        return String.format(Locale.ROOT, ratio < 10 ? "%.1f" : "%,.0f", ratio);
    }
}

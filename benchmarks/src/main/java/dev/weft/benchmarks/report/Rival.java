package dev.weft.benchmarks.report;

import dev.weft.benchmarks.report.Library.Group;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/** What a reader may want to see Weft compared with. */
enum Rival {
    BEST("the best other library on the JVM, row by row", Group::isPeer), JOX("Jox",
            group -> group == Group.JOX), KOTLIN("Kotlin's coroutines", group -> group == Group.KOTLIN), JUC(
                    "java.util.concurrent, its best class row by row", group -> group == Group.JUC), GO("Go",
                            group -> group == Group.GO);

    private final String title;
    private final Predicate<Group> groups;

    Rival(String title, Predicate<Group> groups) {
        this.title = title;
        this.groups = groups;
    }

    /** What it is called. */
    String title() {
        return title;
    }

    /** Returns a line of a table that sums up the comparison; empty if no row has both. */
    Optional<String> sum(Results results) {
        List<Row> rows = results.rows().stream().filter(row -> ratio(row).isPresent()).toList();
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of("| " + String.join(" | ", title, Integer.toString(rows.size()),
                "**" + Format.ratio(results.mean(this::ratio)) + "**",
                count(rows, -1, false), count(rows, -1, true), count(rows, 1, false), count(rows, 1, true)) + " |");
    }

    /** Weft's time in a row as a multiple of the other's. */
    Optional<Spread> ratio(Row row) {
        return row.best(groups).flatMap(row::ratioTo);
    }

    /** The geometric mean of that multiple, over the rows that have it in other results, too. */
    OptionalDouble mean(Results results, Results others) {
        List<Row> rows = results.rows().stream().filter(row -> others.row(row.name()).flatMap(this::ratio).isPresent())
                .toList();
        return new Results(rows, List.of()).mean(this::ratio);
    }

    private String count(List<Row> rows, int side, boolean sure) {
        return Long.toString(rows.stream()
                .filter(row -> Format.comparedWithOne(ratio(row).orElseThrow().median()) == side)
                .filter(row -> !sure || row.sure(row.best(groups).orElseThrow())).count());
    }
}

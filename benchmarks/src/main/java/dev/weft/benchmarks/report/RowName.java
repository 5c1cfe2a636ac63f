package dev.weft.benchmarks.report;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The names by which rows are paired: the class of the shape, then its parameters, sorted by name. */
public final class RowName {
    private static final String GO_PREFIX = "Benchmark";

    private static final String OS_THREADS = "/threads=os";

    private RowName() {}

    /** Returns the row of a JMH class with these parameters. */
    public static String of(String simpleClassName, Map<String, String> parameters) {
        return new TreeMap<>(parameters).entrySet().stream()
                .map(p -> "/" + p.getKey() + "=" + p.getValue())
                .collect(Collectors.joining("", simpleClassName, ""));
    }

    /** Returns the row of a benchmark as Go prints it, with the number of processors after the name. */
    static String ofGo(String benchmark) {
        if (!benchmark.startsWith(GO_PREFIX)) {
            throw new IllegalArgumentException("not a benchmark's name: " + benchmark);
        }
        return benchmark.substring(GO_PREFIX.length()).replaceFirst("-\\d+$", "");
    }

    /** Whether OS threads run in this row what goroutines run in another. */
    static boolean onOsThreads(String row) {
        return row.contains(OS_THREADS);
    }

    /** Returns the row in which OS threads run what goroutines run in this one. */
    static String withOsThreads(String row) {
        return row + OS_THREADS;
    }

    /** Returns the name without what most rows are: those of goroutines. */
    public static String plain(String row) {
        return row.replace("/threads=goroutine", "");
    }

    /** Returns the shape that a row belongs to. */
    static String shape(String row) {
        int slash = row.indexOf('/');
        return slash < 0 ? row : row.substring(0, slash);
    }
}

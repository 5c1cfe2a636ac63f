package dev.weft.benchmarks.report;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The names by which rows meet: the class of the shape, then its parameters in the order of their names. */
public final class RowName {
    private static final String GO_PREFIX = "Benchmark";

    private RowName() {}

    /** The row of a JMH class with these parameters. */
    public static String of(String simpleClassName, Map<String, String> parameters) {
        return new TreeMap<>(parameters).entrySet().stream()
                .map(p -> "/" + p.getKey() + "=" + p.getValue())
                .collect(Collectors.joining("", simpleClassName, ""));
    }

    /** The row of a benchmark as Go prints it, where the number of processors follows the name. */
    static String ofGo(String benchmark) {
        if (!benchmark.startsWith(GO_PREFIX)) {
            throw new IllegalArgumentException("not a benchmark's name: " + benchmark);
        }
        return benchmark.substring(GO_PREFIX.length()).replaceFirst("-\\d+$", "");
    }

    /** The shape that a row belongs to. */
    static String shape(String row) {
        int slash = row.indexOf('/');
        return slash < 0 ? row : row.substring(0, slash);
    }
}

package dev.weft.benchmarks.costs;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;

/** Measures one thing in a JVM of its own, and prints the costs as JSON, on one line. */
final class Probe {
    /** The argument that asks for memory; all others except the next are names of a {@link Measure}. */
    static final String PARKED = "PARKED";

    /** The argument that asks for {@link Bounds}. */
    static final String BOUNDS = "BOUNDS";

    private Probe() {}

    /** Arguments: what to measure, which kind, how often or how many, and a note. */
    public static void main(String[] args) throws Exception {
        Kind kind = Kind.valueOf(args[1]);
        int n = Integer.parseInt(args[2]);
        List<Cost> costs = switch (args[0]) {
            case PARKED -> Parked.measure(kind, n, args[3]);
            case BOUNDS -> Bounds.measure(n);
            default -> time(Measure.valueOf(args[0]), kind, n);
        };
        System.out.println(new ObjectMapper().writeValueAsString(costs));
    }

    private static List<Cost> time(Measure measure, Kind kind, int times) throws InterruptedException {
        long warm = System.nanoTime() + 2_000_000_000L;
        while (System.nanoTime() - warm < 0) {
            measure.time(kind);
        }
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            values.add(measure.time(kind));
        }
        return List.of(new Cost(measure.title(), kind.title(), "ns", values, ""));
    }
}

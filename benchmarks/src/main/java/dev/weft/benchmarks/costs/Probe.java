package dev.weft.benchmarks.costs;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;

/** Measures one thing in a JVM of its own, and prints the costs as JSON, on one line. */
final class Probe {
    /** The argument that asks for memory. */
    static final String PARKED = "PARKED";

    /** The argument that asks for {@link Bounds}. */
    static final String BOUNDS = "BOUNDS";

    /** The argument that asks for {@link Seeing}. */
    static final String SEEING = "SEEING";

    /** The argument that asks for {@link Looks}. */
    static final String LOOKS = "LOOKS";

    private Probe() {}

    /** Arguments: what to measure, which kind, how many, and a note; for looks, how many seconds they take twice. */
    public static void main(String[] args) throws Exception {
        Kind kind = Kind.valueOf(args[1]);
        int n = Integer.parseInt(args[2]);
        List<Cost> costs = switch (args[0]) {
            case PARKED -> Parked.measure(kind, n, args[3]);
            case BOUNDS -> Bounds.measure(n);
            case SEEING -> Seeing.measure(n);
            case LOOKS -> Looks.measure(n, Integer.parseInt(args[3]));
            default -> throw new IllegalArgumentException(args[0]);
        };
        System.out.println(new ObjectMapper().writeValueAsString(costs));
    }
}

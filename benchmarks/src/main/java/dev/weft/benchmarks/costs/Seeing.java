package dev.weft.benchmarks.costs;

import dev.weft.Go;
import dev.weft.Goroutines;
import dev.weft.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Measures what tracking adds to a goroutine: the time of its start, and its memory. */
final class Seeing {
    private static final int STARTS = 50_000;
    private static final int REHEARSALS = 5;
    private static final int TIMES = 5;

    private final List<Cost> costs = new ArrayList<>();

    private Seeing() {}

    /** Measures everything; the memory with {@code n} goroutines that wait. */
    static List<Cost> measure(int n) throws Exception {
        Seeing seeing = new Seeing();
        // Starts come first each time: the compiler knows the same tasks whenever memory is measured.
        seeing.add("a goroutine, started by an OS thread and joined", "ns", starts());
        Parked.rehearse(Kind.GOROUTINE);
        double untracked = Cost.median(heap(n, () -> {}));
        try (AutoCloseable tracking = Goroutines.track()) {
            seeing.add("a goroutine, started by an OS thread and joined, tracked", "ns", starts());
            Parked.rehearse(Kind.GOROUTINE);
            // The library notes something for each goroutine that it has seen waiting.
            List<Double> tracked = heap(n, Goroutines::leaked);
            seeing.add(String.format(Locale.ROOT, "heap that tracking takes for each of %,d goroutines that wait", n),
                    "bytes", tracked.stream().map(bytes -> bytes - untracked).toList());
        }
        return seeing.costs;
    }

    /** The nanoseconds of one, several times. */
    private static List<Double> starts() throws InterruptedException {
        List<Double> times = new ArrayList<>();
        for (int i = -REHEARSALS; i < TIMES; i++) {
            long begin = System.nanoTime();
            for (int k = 0; k < STARTS; k++) {
                Go.go(() -> {}).join();
            }
            if (i >= 0) {
                times.add((double) (System.nanoTime() - begin) / STARTS);
            }
        }
        return times;
    }

    /** The bytes of each of {@code n} that wait, several times. */
    private static List<Double> heap(int n, Task<?> look) throws Exception {
        List<Double> bytes = new ArrayList<>();
        for (int i = 0; i < TIMES; i++) {
            bytes.add(Parked.heap(n, look));
        }
        return bytes;
    }

    private void add(String what, String unit, List<Double> values) {
        costs.add(new Cost(what, Cost.WEFT, unit, values, ""));
    }
}

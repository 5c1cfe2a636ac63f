package dev.weft.benchmarks.costs;

import com.sun.management.OperatingSystemMXBean;
import dev.weft.Go;
import dev.weft.Goroutines;
import dev.weft.Task;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Measures what it costs to track many goroutines, and to look at them. */
final class Seeing {
    private static final int STARTS = 50_000;
    private static final int REHEARSALS = 5;
    private static final int TIMES = 5;

    private final List<Cost> costs = new ArrayList<>();
    private final String crowd;

    private Seeing(int n) {
        crowd = String.format(Locale.ROOT, "%,d goroutines", n);
    }

    /** Measures everything, with {@code n} goroutines that wait. */
    static List<Cost> measure(int n) throws Exception {
        Seeing seeing = new Seeing(n);
        double untracked = median(heap(n));
        seeing.add("a goroutine, started by an OS thread and joined", "ns", starts());
        try (AutoCloseable tracking = Goroutines.track()) {
            seeing.add("a goroutine, started by an OS thread and joined, tracked", "ns", starts());
            seeing.add("heap that tracking takes for each of " + seeing.crowd + " that wait", "bytes",
                    heap(n).stream().map(tracked -> tracked - untracked).toList());
            seeing.looks(n);
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
    private static List<Double> heap(int n) throws InterruptedException {
        Parked.measure(Kind.GOROUTINE, n, ""); // a rehearsal
        List<Double> bytes = new ArrayList<>();
        for (int i = 0; i < TIMES; i++) {
            bytes.add(Parked.measure(Kind.GOROUTINE, n, "").get(0).values().get(0));
        }
        return bytes;
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private void looks(int n) throws Exception {
        Parked parked = new Parked(Kind.GOROUTINE, n);
        // The library judges goroutines after a second at the earliest, and again when they have slept twice as long.
        minute("first");
        minute("second");
        time("Goroutines.count() of " + crowd, Goroutines::count);
        time("Goroutines.dump() of " + crowd, Goroutines::dump);
        time("Goroutines.leaked() of " + crowd, Goroutines::leaked);
        parked.end();
    }

    private void minute(String which) throws InterruptedException {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long begin = System.nanoTime();
        long before = system.getProcessCpuTime();
        TimeUnit.MINUTES.sleep(1);
        double share = (double) (system.getProcessCpuTime() - before) / (System.nanoTime() - begin);
        add("processor time in the " + which + " minute in which " + crowd + " wait, tracked", "% of one processor",
                List.of(100 * share));
    }

    private void time(String what, Task<?> look) throws Exception {
        List<Double> times = new ArrayList<>();
        for (int i = -REHEARSALS; i < TIMES; i++) {
            long begin = System.nanoTime();
            look.run();
            if (i >= 0) {
                times.add((System.nanoTime() - begin) / 1e6);
            }
        }
        add(what, "ms", times);
    }

    private void add(String what, String unit, List<Double> values) {
        costs.add(new Cost(what, Cost.WEFT, unit, values, ""));
    }
}

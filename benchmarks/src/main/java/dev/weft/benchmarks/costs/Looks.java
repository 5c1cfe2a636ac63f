package dev.weft.benchmarks.costs;

import com.sun.management.OperatingSystemMXBean;
import dev.weft.Goroutines;
import dev.weft.Task;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Measures what it costs to look at many tracked goroutines: as the library does by itself, and by a call. */
final class Looks {
    private static final int REHEARSALS = 5;
    private static final int TIMES = 5;

    private final List<Cost> costs = new ArrayList<>();

    private Looks() {}

    /** Measures everything, with {@code n} goroutines that wait; the library by itself, for that time twice. */
    static List<Cost> measure(int n, int seconds) throws Exception {
        Looks looks = new Looks();
        String crowd = String.format(Locale.ROOT, "%,d goroutines", n);
        try (AutoCloseable tracking = Goroutines.track()) {
            Parked.rehearse(Kind.GOROUTINE);
            Parked parked = new Parked(Kind.GOROUTINE, n);
            // The library judges goroutines after a second at the earliest, and again when that time has doubled.
            looks.wait("first", seconds, crowd);
            looks.wait("next", seconds, crowd);
            looks.time("Goroutines.count() of " + crowd, "ns", 1, Goroutines::count);
            looks.time("Goroutines.dump() of " + crowd, "ms", 1e6, Goroutines::dump);
            looks.time("Goroutines.leaked() of " + crowd, "ms", 1e6, Goroutines::leaked);
            parked.end();
        }
        return looks.costs;
    }

    private void wait(String which, int seconds, String crowd) throws InterruptedException {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long begin = System.nanoTime();
        long before = system.getProcessCpuTime();
        TimeUnit.SECONDS.sleep(seconds);
        double share = (double) (system.getProcessCpuTime() - before) / (System.nanoTime() - begin);
        add("processor time in the " + which + " " + seconds + " seconds in which " + crowd + " wait, tracked",
                "% of one processor", List.of(100 * share));
    }

    private void time(String what, String unit, double nanos, Task<?> look) throws Exception {
        List<Double> times = new ArrayList<>();
        for (int i = -REHEARSALS; i < TIMES; i++) {
            long begin = System.nanoTime();
            look.run();
            if (i >= 0) {
                times.add((System.nanoTime() - begin) / nanos);
            }
        }
        add(what, unit, times);
    }

    private void add(String what, String unit, List<Double> values) {
        costs.add(new Cost(what, Cost.WEFT, unit, values, ""));
    }
}

package dev.weft.benchmarks;

import java.nio.file.Path;
import java.util.Locale;

/**
 * How thoroughly is measured. A pass goes several times over all benchmarks, a fork each time, so that what the
 * machine does meanwhile falls on all peers alike.
 *
 * @param name what the report is called
 * @param results where the report goes
 * @param forks how often it goes over all benchmarks
 * @param warmups the number of iterations that are not counted
 * @param iterations the number of iterations that are
 * @param milliseconds the length of an iteration
 * @param goCount how often Go's benchmarks are run each time
 * @param goMilliseconds for how long
 * @param loaded whether another process keeps all processors busy meanwhile
 */
record Pass(String name, Path results, int forks, int warmups, int iterations, long milliseconds, int goCount,
        long goMilliseconds, boolean loaded) {
    /** What the quick pass may spend in JMH, in milliseconds; the rest of its quarter of an hour is for Go, and to spare. */
    private static final long QUICK_BUDGET = 9 * 60_000;

    /** What a fork spends beside its iterations. */
    private static final long FORK_START = 800;

    private static final int QUICK_WARMUPS = 3;
    private static final int QUICK_ITERATIONS = 4;

    /** An iteration that is shorter says nothing, one that is longer nothing more. */
    private static final long SHORTEST = 50;
    private static final long LONGEST = 500;

    /** One fork of each of so many benchmarks, in less than a quarter of an hour. */
    static Pass quick(Path module, int benchmarks) {
        long each = (QUICK_BUDGET / Math.max(1, benchmarks) - FORK_START) / (QUICK_WARMUPS + QUICK_ITERATIONS);
        long milliseconds = Math.clamp(each, SHORTEST, LONGEST);
        return new Pass("quick", module.resolve("results/quick"), 1, QUICK_WARMUPS, QUICK_ITERATIONS, milliseconds, 5,
                100, false);
    }

    /** Three forks of each, in less than an hour. */
    static Pass full(Path module) {
        return new Pass("full", module.resolve("results/full"), 3, 4, 4, 350, 3, 300, false);
    }

    /** One fork of each while another process keeps all processors busy; without Go, of which nothing is asked there. */
    static Pass loaded(Path module) {
        return new Pass("loaded", module.resolve("results/loaded"), 1, 2, 3, 250, 0, 0, true);
    }

    /** Only to see that everything runs: the figures say nothing. */
    static Pass smoke(Path module) {
        return new Pass("smoke", module.resolve("target/results/smoke"), 1, 1, 1, SHORTEST, 1, SHORTEST, false);
    }

    /** As the full pass, for a part of the benchmarks; leaves the committed results alone. */
    static Pass part(Path module) {
        return new Pass("part", module.resolve("target/results/part"), 3, 4, 4, 350, 3, 300, false);
    }

    /** In words, for the stamp. */
    String settings() {
        return String.format(Locale.ROOT,
                "%d fork%s of each benchmark, %d + %d iterations of %d ms (the first ones are warm-up)%s%s",
                forks, forks == 1 ? "" : "s", warmups, iterations, milliseconds,
                goCount == 0 ? "" : String.format(Locale.ROOT, "; Go: %d × %d ms", forks * goCount, goMilliseconds),
                loaded ? "; another process keeps all processors busy" : "");
    }
}

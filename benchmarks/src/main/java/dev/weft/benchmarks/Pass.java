package dev.weft.benchmarks;

import java.nio.file.Path;
import java.util.Locale;

/**
 * How thoroughly a pass measures. It goes over all benchmarks several times, one fork each time, so that disturbances
 * on the machine affect all peers alike.
 *
 * @param name the name of the report
 * @param results the directory of the report
 * @param forks how often it goes over all benchmarks
 * @param warmups the number of iterations before those that count
 * @param iterations the number of iterations that count
 * @param milliseconds the length of an iteration
 * @param goCount how often Go's benchmarks run each time
 * @param goMilliseconds how long each of those runs takes
 * @param loaded whether another process keeps all processors busy meanwhile
 */
record Pass(String name, Path results, int forks, int warmups, int iterations, long milliseconds, int goCount,
        long goMilliseconds, boolean loaded) {
    /**
     * The part of the quick pass that JMH may take, in milliseconds; the rest of its quarter of an hour is for Go and
     * slack.
     */
    private static final long QUICK_BUDGET = 9 * 60_000;

    /** What a fork takes besides its iterations, in milliseconds. */
    private static final long FORK_START = 800;

    private static final int QUICK_WARMUPS = 3;
    private static final int QUICK_ITERATIONS = 4;

    /** Shorter iterations are meaningless, and longer ones tell nothing more. */
    private static final long SHORTEST = 50;
    private static final long LONGEST = 500;

    /** One fork of each of that many benchmarks, in less than a quarter of an hour. */
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

    /**
     * One fork of each while another process keeps all processors busy; without Go, for which that pass sets no limit.
     */
    static Pass loaded(Path module) {
        return new Pass("loaded", module.resolve("results/loaded"), 1, 2, 3, 250, 0, 0, true);
    }

    /** Only checks that everything runs: the figures mean nothing. */
    static Pass smoke(Path module) {
        return new Pass("smoke", module.resolve("target/results/smoke"), 1, 1, 1, SHORTEST, 1, SHORTEST, false);
    }

    /** As the full pass, for some of the benchmarks; leaves the committed results alone. */
    static Pass part(Path module) {
        return new Pass("part", module.resolve("target/results/part"), 3, 4, 4, 350, 3, 300, false);
    }

    /** The settings in words, for the stamp. */
    String settings() {
        return String.format(Locale.ROOT,
                "%d fork%s of each benchmark, %d + %d iterations of %d ms (the first ones are warm-up)%s%s",
                forks, forks == 1 ? "" : "s", warmups, iterations, milliseconds,
                goCount == 0 ? "" : String.format(Locale.ROOT, "; Go: %d × %d ms", forks * goCount, goMilliseconds),
                loaded ? "; another process keeps all processors busy" : "");
    }
}

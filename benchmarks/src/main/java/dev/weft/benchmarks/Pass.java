package dev.weft.benchmarks;

import java.nio.file.Path;
import java.util.Locale;

/**
 * How thoroughly a pass measures. It goes over all benchmarks several times, one fork each time, so that disturbances
 * on the machine affect all peers alike. Many short forks are better than a few long ones: most of what differs, differs
 * from one JVM to the next.
 *
 * @param name the name of the report
 * @param results the directory of the complete results
 * @param forks how often it goes over all benchmarks
 * @param warmups the number of iterations before those that count
 * @param iterations the number of iterations that count
 * @param milliseconds the length of an iteration
 * @param goCount how often a process of Go repeats its row
 * @param goMilliseconds how long each repetition takes
 * @param loaded whether another process keeps all processors busy meanwhile
 */
record Pass(String name, Path results, int forks, int warmups, int iterations, long milliseconds, int goCount,
        long goMilliseconds, boolean loaded) {
    /**
     * The part of the quick pass that JMH may take, in milliseconds; the rest of its quarter of an hour is for Go,
     * memory and slack.
     */
    private static final long QUICK_BUDGET = 590_000;

    /** What a fork takes besides its iterations, in milliseconds: the start of its JVM, and the round trips. */
    static final long FORK_START = 550;

    /** What a process of Go takes besides its repetitions: its start, the search for {@code b.N}, and the round trips. */
    private static final long GO_START = 300;

    /** More would have no time to warm up. */
    private static final int QUICK_FORKS = 2;
    private static final int QUICK_WARMUPS = 4;
    private static final int QUICK_ITERATIONS = 2;

    /** Shorter iterations are meaningless, and longer ones tell nothing more. */
    private static final long SHORTEST = 50;
    private static final long LONGEST = 500;

    private static final int GLANCE_FORKS = 4;

    private static final int FULL_FORKS = 10;

    /**
     * Not fewer: two threads that spin leave the JIT compiler little of two processors. On one machine, a ContextSwitch
     * that came to 180 ns was still at 280 after half a second.
     */
    private static final int FULL_WARMUPS = 8;

    private static final int FULL_ITERATIONS = 3;

    /** Ten forks tell more than longer iterations would. */
    private static final long FULL_MILLISECONDS = 100;

    private static final int GO_COUNT = 3;
    private static final long GO_MILLISECONDS = 100;

    /** Fewer forks than in the full pass, but the same otherwise, so that the figures can be compared. */
    static Pass glance(Path module) {
        return new Pass("glance", module.resolve("target/results/glance"), GLANCE_FORKS, FULL_WARMUPS, FULL_ITERATIONS,
                FULL_MILLISECONDS, GO_COUNT, GO_MILLISECONDS, false);
    }

    /** Two short forks of each of that many benchmarks, in about a quarter of an hour. */
    static Pass quick(Path module, int benchmarks) {
        long each = (QUICK_BUDGET / QUICK_FORKS / Math.max(1, benchmarks) - FORK_START)
                / (QUICK_WARMUPS + QUICK_ITERATIONS);
        long milliseconds = Math.clamp(each, SHORTEST, LONGEST);
        return new Pass("quick", module.resolve("target/results/quick"), QUICK_FORKS, QUICK_WARMUPS, QUICK_ITERATIONS,
                milliseconds, 2, SHORTEST, false);
    }

    /** Ten short forks of each, in an hour and three quarters. */
    static Pass full(Path module) {
        return new Pass("full", module.resolve("results/full"), FULL_FORKS, FULL_WARMUPS, FULL_ITERATIONS,
                FULL_MILLISECONDS, GO_COUNT, GO_MILLISECONDS, false);
    }

    /**
     * Three forks of each while another process keeps all processors busy; without Go, for which that pass sets no
     * limit. The iterations are longer, because each gets only a part of the processors' time.
     */
    static Pass loaded(Path module) {
        return new Pass("loaded", module.resolve("results/loaded"), 3, 3, 2, 250, 0, 0, true);
    }

    /** Only checks that everything runs: the figures mean nothing. */
    static Pass smoke(Path module) {
        return new Pass("smoke", module.resolve("target/results/smoke"), 1, 1, 1, SHORTEST, 1, 1, false);
    }

    /** As the full pass, for some of the benchmarks; leaves the committed results alone. */
    static Pass part(Path module) {
        return new Pass("part", module.resolve("target/results/part"), FULL_FORKS, FULL_WARMUPS, FULL_ITERATIONS,
                FULL_MILLISECONDS, GO_COUNT, GO_MILLISECONDS, false);
    }

    /** How long it takes to measure that many benchmarks and rows of Go, in milliseconds; without memory and sizes. */
    long duration(int benchmarks, int goRows) {
        return forks * (benchmarks * forkMilliseconds() + goRows * goForkMilliseconds());
    }

    /** How long one fork of a benchmark takes. */
    long forkMilliseconds() {
        return FORK_START + (warmups + iterations) * milliseconds;
    }

    /** How long one process of Go takes. */
    long goForkMilliseconds() {
        return goCount == 0 ? 0 : GO_START + goCount * goMilliseconds;
    }

    /**
     * The settings in words, for the stamp.
     *
     * @param go which Go there is
     */
    String settings(GoVersion go) {
        return String.format(Locale.ROOT,
                "%d fork%s of each benchmark, %d + %d iterations of %d ms (the first ones are warm-up)%s%s",
                forks, forks == 1 ? "" : "s", warmups, iterations, milliseconds,
                goCount == 0 || !go.usable()
                        ? ""
                        : String.format(Locale.ROOT, "; Go: %d process%s of each row, %d × %d ms",
                                forks, forks == 1 ? "" : "es", goCount, goMilliseconds),
                loaded ? "; another process keeps all processors busy" : "");
    }
}

package dev.weft.benchmarks.roundtrip;

import java.util.Arrays;

/**
 * The round trip of a cache line between two processors: two platform threads change one volatile variable by turns,
 * for some milliseconds. Nothing pins them: the system keeps two busy threads on two processors where it can.
 *
 * <p>A sample is a batch of round trips. There are about two thousand, so that a thread that is taken off its processor
 * spoils one or two, and the median is still the cost of the cache line, even beside other processes. Only if the system
 * never runs both threads at the same time is the figure the cost of its switches: a hundred microseconds, or more.
 *
 * @param median the median of the samples, in nanoseconds for one round trip
 * @param low the 10th percentile of the samples
 * @param high the 90th percentile of the samples
 */
public record RoundTrip(double median, double low, double high) {
    /** Two milliseconds where the round trip takes 70 ns. */
    private static final int SAMPLES = 2_000;

    private static final long LONGEST_NANOS = 15_000_000;

    /** Enough that the loops are compiled. */
    private static final int REHEARSAL = 10_000;

    /** Set by the first measurement. */
    private static volatile boolean rehearsed;

    /** Measures for some milliseconds; the first time in a JVM somewhat longer. */
    public static RoundTrip measure() throws InterruptedException {
        if (!rehearsed) {
            rehearsed = true;
            samples(REHEARSAL);
        }
        return of(samples(SAMPLES));
    }

    /** Summarizes samples, of which there is at least one. */
    static RoundTrip of(double... samples) {
        double[] sorted = samples.clone();
        Arrays.sort(sorted);
        int last = sorted.length - 1;
        return new RoundTrip(sorted[last / 2], sorted[last / 10], sorted[last - last / 10]);
    }

    private static double[] samples(int n) throws InterruptedException {
        Rally rally = new Rally();
        Thread partner = Thread.ofPlatform().name("round trip").daemon().start(rally::answer);
        try {
            return rally.play(n, LONGEST_NANOS);
        } finally {
            rally.end();
            partner.join();
        }
    }
}

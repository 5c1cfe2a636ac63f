package dev.weft.soak;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The random choices of one goroutine. All dice of a round are split from those of its seed, in the order in which it
 * is built.
 */
final class Dice {
    private final SplittableRandom random;

    Dice(long seed) {
        this(new SplittableRandom(seed));
    }

    private Dice(SplittableRandom random) {
        this.random = random;
    }

    /** Dice for another goroutine. */
    Dice split() {
        return new Dice(random.split());
    }

    /** A number from 0 to n - 1. */
    int below(int n) {
        return random.nextInt(n);
    }

    /** A number from least to most, small ones as likely as large ones: uniform on a logarithmic scale. */
    int size(int least, int most) {
        double log = Math.log(least) + random.nextDouble() * (Math.log(most + 1.0) - Math.log(least));
        return Math.max(least, Math.min(most, (int) Math.exp(log)));
    }

    boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }

    /** A short time: mostly some microseconds, sometimes some milliseconds, sometimes zero or less. */
    Duration moment() {
        return switch (below(8)) {
            case 0 -> Duration.ofNanos(below(3) - 1);
            case 1 -> Duration.ofMillis(below(5));
            default -> Duration.ofNanos(size(1_000, 1_000_000));
        };
    }

    /** The capacity of a channel. */
    int capacity() {
        return switch (below(4)) {
            case 0 -> 0;
            case 1 -> 1;
            case 2 -> 2 + below(3);
            default -> size(1, 128);
        };
    }

    <T> T pick(List<T> from) {
        return from.get(below(from.size()));
    }
}

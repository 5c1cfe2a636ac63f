package dev.weft.internal.time;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Stands in the place of core's class of the same name, as {@link dev.weft.internal.wait.Parker} does: a clock that moves when it is told to,
 * for the real one is not the same in two runs of the same interleaving.
 */
public final class MonotonicClock {
    /** A deadline that never comes. */
    public static final long NEVER = Long.MAX_VALUE;

    private static final AtomicLong NOW = new AtomicLong(1); // core takes 0 for "not yet"

    private MonotonicClock() {}

    /**
     * Lets time pass.
     *
     * @param nanos how much
     */
    public static void pass(long nanos) {
        NOW.addAndGet(nanos);
    }

    /**
     * The time.
     *
     * @return nanoseconds
     */
    public static long nanoTime() {
        return NOW.get();
    }

    /**
     * The moment that lies {@code timeout} ahead.
     *
     * @param timeout how far
     * @return a point in time
     */
    public static long deadlineAfter(Duration timeout) {
        return NOW.get() + toNanos(timeout);
    }

    /**
     * The moment that lies {@code time} ahead.
     *
     * @param time how far
     * @param unit its unit
     * @return a point in time
     */
    public static long deadlineAfter(long time, TimeUnit unit) {
        return NOW.get() + Math.max(unit.toNanos(time), 0);
    }

    /**
     * A duration in nanoseconds.
     *
     * @param duration the duration; the tests know only short ones
     * @return at least zero
     */
    public static long toNanos(Duration duration) {
        return Math.max(duration.toNanos(), 0);
    }

    /**
     * The time as an instant.
     *
     * @return the current instant
     */
    public static Instant now() {
        return instant(nanoTime());
    }

    /**
     * The instant that lies {@code timeout} ahead.
     *
     * @param timeout how far
     * @return the instant
     */
    public static Instant instantAfter(Duration timeout) {
        return now().plus(timeout);
    }

    /**
     * A point in time as an instant.
     *
     * @param nanos a point in time
     * @return the instant
     */
    public static Instant instant(long nanos) {
        return Instant.ofEpochSecond(0, nanos);
    }
}

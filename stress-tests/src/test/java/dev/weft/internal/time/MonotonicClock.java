package dev.weft.internal.time;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Replaces core's class of the same name, as {@link dev.weft.internal.wait.Parker} does, by a clock that moves only
 * when it is told to, because the real one differs between two runs of the same interleaving.
 */
public final class MonotonicClock {
    /** A deadline that never comes. */
    public static final long NEVER = Long.MAX_VALUE;

    private static final AtomicLong NOW = new AtomicLong(1); // core takes 0 for "not yet"

    private MonotonicClock() {}

    /**
     * Moves the clock forward.
     *
     * @param nanos by how much
     */
    public static void pass(long nanos) {
        NOW.addAndGet(nanos);
    }

    /**
     * Returns the time.
     *
     * @return the time in nanoseconds
     */
    public static long nanoTime() {
        return NOW.get();
    }

    /**
     * Returns the moment that lies {@code timeout} ahead.
     *
     * @param timeout how far ahead
     * @return a point in time
     */
    public static long deadlineAfter(Duration timeout) {
        return NOW.get() + toNanos(timeout);
    }

    /**
     * Returns the moment that lies {@code time} ahead.
     *
     * @param time how far ahead
     * @param unit its unit
     * @return a point in time
     */
    public static long deadlineAfter(long time, TimeUnit unit) {
        return NOW.get() + Math.max(unit.toNanos(time), 0);
    }

    /**
     * Returns a duration in nanoseconds.
     *
     * @param duration the duration; the tests use only short ones
     * @return at least zero
     */
    public static long toNanos(Duration duration) {
        return Math.max(duration.toNanos(), 0);
    }

    /**
     * Returns the time as an instant.
     *
     * @return the current instant
     */
    public static Instant now() {
        return instant(nanoTime());
    }

    /**
     * Returns the instant that lies {@code timeout} ahead.
     *
     * @param timeout how far ahead
     * @return the instant
     */
    public static Instant instantAfter(Duration timeout) {
        return now().plus(timeout);
    }

    /**
     * Returns a point in time as an instant.
     *
     * @param nanos a point in time
     * @return the instant
     */
    public static Instant instant(long nanos) {
        return Instant.ofEpochSecond(0, nanos);
    }
}

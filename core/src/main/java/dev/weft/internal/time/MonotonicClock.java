package dev.weft.internal.time;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * The only clock of the library.
 *
 * <p>Time is a number of nanoseconds since this class was loaded, from {@link System#nanoTime}: never negative, and it
 * never goes back. Points in time can therefore be compared with {@code <}, and a deadline that is too far away for a
 * {@code long} is simply the largest one. An {@link Instant} is the wall clock as it stood at that first moment, plus
 * those nanoseconds; so these instants always agree with the timers, even if the wall clock is set.
 */
public final class MonotonicClock {
    /** A deadline that never comes. */
    public static final long NEVER = Long.MAX_VALUE;

    private static final long ORIGIN = System.nanoTime();
    @SuppressWarnings("TimeInStaticInitializer") // exactly what is wanted
    private static final Instant ORIGIN_INSTANT = Instant.now();

    static {
        instantAfter(Duration.ofSeconds(1, 1)); // loads what arithmetic on instants needs, while there is memory
    }

    private MonotonicClock() {}

    /**
     * The current time.
     *
     * @return nanoseconds since this class was loaded
     */
    public static long nanoTime() {
        return System.nanoTime() - ORIGIN;
    }

    /**
     * The moment that lies {@code timeout} ahead.
     *
     * @param timeout how far; zero or negative means now
     * @return a point in time, before {@link #NEVER}
     */
    public static long deadlineAfter(Duration timeout) {
        return deadlineAfter(toNanos(timeout));
    }

    /**
     * The moment that lies {@code time} ahead.
     *
     * @param time how far; zero or negative means now
     * @param unit its unit
     * @return a point in time, before {@link #NEVER}
     */
    public static long deadlineAfter(long time, TimeUnit unit) {
        return deadlineAfter(Math.max(unit.toNanos(time), 0));
    }

    private static long deadlineAfter(long nanos) {
        long now = nanoTime();
        return nanos < NEVER - 1 - now ? now + nanos : NEVER - 1;
    }

    /**
     * A duration in nanoseconds, at least zero, and {@link Long#MAX_VALUE} if it is too long for a {@code long}.
     *
     * @param duration the duration
     * @return its nanoseconds
     */
    public static long toNanos(Duration duration) {
        if (duration.isNegative()) {
            return 0;
        }
        // A long holds 292 years of nanoseconds: 9,223,372,036.85… seconds.
        return duration.toSeconds() < Long.MAX_VALUE / 1_000_000_000L ? duration.toNanos() : Long.MAX_VALUE;
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
     * @param timeout how far; may be negative
     * @return the instant; {@link Instant#MAX} or {@link Instant#MIN} if it is too far away, to the second
     */
    public static Instant instantAfter(Duration timeout) {
        Instant now = now();
        long seconds = timeout.toSeconds(); // on Java 21, Duration.between(now, MAX) throws and catches an exception
        if (seconds >= Instant.MAX.getEpochSecond() - now.getEpochSecond()) {
            return Instant.MAX;
        }
        if (seconds <= Instant.MIN.getEpochSecond() - now.getEpochSecond()) {
            return Instant.MIN;
        }
        return now.plus(timeout);
    }

    /**
     * A point in time as an instant.
     *
     * @param nanos a point in time, as from {@link #nanoTime}
     * @return the instant
     */
    public static Instant instant(long nanos) {
        return ORIGIN_INSTANT.plusNanos(nanos);
    }
}

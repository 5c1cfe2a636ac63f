package dev.weft.internal.time;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * Time as the current thread sees it: on the {@link RealClock} or, in a bubble, on its virtual clock. All deadlines are
 * measured on it.
 *
 * <p>Points in time are nanoseconds since that clock began, never negative, and never go back. They can therefore be
 * compared with {@code <}, and a deadline that is too far away for a {@code long} is simply the largest one.
 */
public final class MonotonicClock {
    /** A deadline that never comes. */
    public static final long NEVER = Long.MAX_VALUE;

    static {
        instantAfter(Duration.ofSeconds(1, 1)); // loads what arithmetic on instants needs, while there is memory
    }

    private MonotonicClock() {}

    /**
     * The clock that the current thread lives by. An object that follows a clock keeps the one of the thread that made it.
     *
     * @return the clock
     */
    public static Clock current() {
        Clock virtual = Clock.virtual();
        return virtual == null ? RealClock.INSTANCE : virtual;
    }

    /**
     * The current time.
     *
     * @return nanoseconds since the clock of the current thread began
     */
    public static long nanoTime() {
        return current().nanoTime();
    }

    /**
     * The moment that lies {@code timeout} ahead.
     *
     * @param timeout how far; zero or negative means now
     * @return a point in time, before {@link #NEVER}
     */
    public static long deadlineAfter(Duration timeout) {
        return current().deadlineAfter(timeout);
    }

    /**
     * The moment that lies {@code time} ahead.
     *
     * @param time how far; zero or negative means now
     * @param unit its unit
     * @return a point in time, before {@link #NEVER}
     */
    public static long deadlineAfter(long time, TimeUnit unit) {
        return current().deadlineAfter(Math.max(unit.toNanos(time), 0));
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
        return current().now();
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
}

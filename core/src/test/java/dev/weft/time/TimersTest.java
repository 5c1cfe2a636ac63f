package dev.weft.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The clock of the timers. */
class TimersTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void sinceAndUntilAreOnTheClockOfNow() {
        Instant before = Timers.now();
        Instant t = Timers.now();
        Duration since = Timers.since(t);
        Duration until = Timers.until(t);
        Duration most = Duration.between(before, Timers.now());
        assertThat(since).isBetween(Duration.ZERO, most);
        assertThat(until.negated()).isBetween(since, most);
    }

    @Test
    void whatIsOnTheOtherSideIsNegative() {
        Instant ahead = Timers.now().plus(HOUR);
        assertThat(Timers.until(ahead)).isPositive().isLessThanOrEqualTo(HOUR);
        assertThat(Timers.since(ahead)).isNegative().isGreaterThanOrEqualTo(HOUR.negated());
        Instant past = Timers.now().minus(HOUR);
        assertThat(Timers.since(past)).isGreaterThanOrEqualTo(HOUR);
        assertThat(Timers.until(past)).isLessThanOrEqualTo(HOUR.negated());
    }

    /** Go's durations end after 292 years; these can hold the time between any two instants. */
    @Test
    void neitherOverflows() {
        for (Instant far : List.of(Instant.MIN, Instant.EPOCH, Instant.ofEpochSecond(Long.MAX_VALUE / 1_000_000_000),
                Instant.MAX)) {
            Instant before = Timers.now();
            Duration since = Timers.since(far);
            Duration until = Timers.until(far);
            Instant after = Timers.now();
            assertThat(far.plus(since)).isBetween(before, after);
            assertThat(far.minus(until)).isBetween(before, after);
        }
    }

    @Test
    void nullIsNoInstant() {
        assertThatNullPointerException().isThrownBy(() -> Timers.since(null));
        assertThatNullPointerException().isThrownBy(() -> Timers.until(null));
    }
}

package dev.weft.time;

import static dev.weft.context.Context.background;
import static dev.weft.time.RateLimiter.INFINITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.weft.Go;
import dev.weft.support.Goroutines;
import dev.weft.testing.SyncTest;
import dev.weft.time.RateLimiter.Reservation;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a limiter permits and what it refuses, in one thread; {@link RateLimiterAwaitTest} tests the calls that wait.
 */
class RateLimiterTest {
    /** So slow that no token comes while a test runs: three a day. */
    static final double SLOW = 3.0 / 86_400;

    private static final Duration FOREVER = Duration.ofNanos(Long.MAX_VALUE);

    @RegisterExtension
    final Goroutines g = new Goroutines();

    private final RateLimiter slow = new RateLimiter(SLOW, 3);

    @Test
    void allowsTheBurstAndThenNothing() {
        assertThat(slow.allow()).isTrue();
        assertThat(slow.allow(3)).isFalse();
        assertThat(slow.allow(2)).isTrue();
        assertThat(slow.allow()).isFalse();
        assertThat(slow.allow(0)).isTrue();
        assertThat(slow.tokens()).isBetween(0.0, 0.5);
        assertThat(slow.rate()).isEqualTo(SLOW);
        assertThat(slow.burst()).isEqualTo(3);
    }

    @Test
    void reservesWhatIsStillToCome() {
        assertThat(slow.reserve(3).delay()).isZero();
        Reservation first = slow.reserve();
        Reservation second = slow.reserve(2);
        assertThat(first.ok() && second.ok()).isTrue();
        assertThat(first.delay()).isBetween(Duration.ofHours(7), Duration.ofHours(8));
        assertThat(second.delay()).isBetween(Duration.ofHours(23), Duration.ofHours(24));
        assertThat(slow.tokens()).isEqualTo(-3, within(0.5));
        assertThat(slow.allow(0)).as("others wait").isFalse();
        assertThat(slow.reserve(0).delay()).isBetween(Duration.ofHours(23), Duration.ofHours(24));
    }

    @Test
    void moreThanTheBurstIsRefused() {
        Reservation r = slow.reserve(4);
        assertThat(r.ok()).isFalse();
        assertThat(r.delay()).isEqualTo(FOREVER);
        r.cancel();
        assertThat(slow.allow(4)).isFalse();
        assertThat(slow.tokens()).isEqualTo(3);
        RateLimiter none = new RateLimiter(SLOW, 0);
        assertThat(none.allow()).isFalse();
        assertThat(none.reserve().ok()).isFalse();
        assertThat(none.allow(0)).isTrue();
    }

    @Test
    void aReservationGivesBackWhatItTookOnce() {
        slow.allow(3);
        Reservation r = slow.reserve(2);
        assertThat(slow.tokens()).isEqualTo(-2, within(0.5));
        r.cancel();
        assertThat(slow.tokens()).isEqualTo(0, within(0.5));
        r.cancel();
        assertThat(slow.tokens()).isEqualTo(0, within(0.5));
        assertThat(r.ok()).isTrue();
    }

    @Test
    void thoseThatReservedLaterKeepTheirTurn() {
        slow.allow(3);
        Reservation first = slow.reserve(3);
        Reservation second = slow.reserve(1);
        Reservation third = slow.reserve(1);
        Duration turn = third.delay();
        first.cancel();
        assertThat(slow.tokens()).as("1 came back; 2 were taken since").isEqualTo(-4, within(0.5));
        assertThat(third.delay()).isCloseTo(turn, Duration.ofHours(1));
        third.cancel();
        assertThat(slow.tokens()).isEqualTo(-3, within(0.5));
        second.cancel();
        assertThat(slow.tokens()).isEqualTo(-2, within(0.5));
    }

    @Test
    void whatMayHaveBeenUsedIsNotGivenBack() {
        Reservation now = slow.reserve(2);
        assertThat(now.delay()).isZero();
        Instant then = Timers.now();
        Goroutines.awaitUntil(() -> Timers.now().isAfter(then));
        now.cancel();
        assertThat(slow.tokens()).isEqualTo(1, within(0.5));
    }

    @Test
    void atAnInfiniteRateEverythingIsPermitted() throws InterruptedException {
        for (double rate : new double[] {INFINITE, Double.POSITIVE_INFINITY, Double.MAX_VALUE}) {
            for (int burst : new int[] {0, 1, Integer.MAX_VALUE}) {
                RateLimiter all = new RateLimiter(rate, burst);
                assertThat(all.rate()).isEqualTo(INFINITE);
                assertThat(all.burst()).isEqualTo(burst);
                for (int i = 0; i < 3; i++) {
                    assertThat(all.allow(Integer.MAX_VALUE)).isTrue();
                    all.await(background(), Integer.MAX_VALUE);
                    assertThat(all.tryAwait(Integer.MAX_VALUE, Duration.ZERO)).isTrue();
                    Reservation r = all.reserve(Integer.MAX_VALUE);
                    assertThat(r.ok()).isTrue();
                    assertThat(r.delay()).isZero();
                    r.cancel();
                    assertThat(all.tokens()).isEqualTo(burst);
                }
                all.setRate(SLOW);
                assertThat(all.allow(burst)).isTrue();
                assertThat(all.tokens()).isEqualTo(0, within(0.5));
            }
        }
    }

    /** Nothing was taken, so nothing comes back. */
    @Test
    void whatWasReservedAtAnInfiniteRateIsNotGivenBack() {
        RateLimiter limiter = new RateLimiter(INFINITE, 3);
        Reservation r = limiter.reserve(2);
        limiter.setRate(SLOW);
        limiter.allow(3);
        r.cancel();
        assertThat(limiter.allow()).isFalse();
    }

    @Test
    void theRateCanBeChanged() {
        slow.allow(3);
        Reservation r = slow.reserve();
        slow.setRate(2 * SLOW);
        assertThat(slow.rate()).isEqualTo(2 * SLOW);
        assertThat(r.delay()).as("it keeps its turn").isBetween(Duration.ofHours(7), Duration.ofHours(8));
        assertThat(slow.reserve().delay()).isBetween(Duration.ofHours(7), Duration.ofHours(8));
        slow.setRate(INFINITE);
        assertThat(slow.allow(100)).isTrue();
        slow.setRate(0);
        assertThat(slow.rate()).isZero();
        assertThat(slow.allow(3)).as("it has become full").isTrue();
        assertThat(slow.allow()).isFalse();
    }

    @Test
    void theBurstCanBeChanged() {
        slow.setBurst(5);
        assertThat(slow.burst()).isEqualTo(5);
        assertThat(slow.allow(4)).as("it is not fuller").isFalse();
        assertThat(slow.reserve(5).ok()).isTrue();
        slow.setBurst(1);
        assertThat(slow.reserve(2).ok()).isFalse();
        slow.setRate(INFINITE);
        assertThat(slow.tokens()).isEqualTo(1);
        slow.setBurst(0);
        slow.setRate(SLOW);
        assertThat(slow.allow()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.0, Double.MIN_VALUE, 1e-300})
    void ratesAtWhichNoneComesAnyMore(double rate) {
        RateLimiter limiter = new RateLimiter(rate, 2);
        assertThat(limiter.rate()).isEqualTo(rate + 0.0);
        assertThat(limiter.allow(2)).isTrue();
        assertThat(limiter.allow()).isFalse();
        Reservation r = limiter.reserve();
        assertThat(r.ok()).isTrue();
        assertThat(r.delay()).isBetween(Duration.ofDays(291 * 365), FOREVER);
        r.cancel();
        assertThat(limiter.tokens()).isEqualTo(0, within(1e-9));
        limiter.setRate(10);
        assertThat(limiter.reserve().delay()).isBetween(Duration.ZERO, Duration.ofMillis(100));
    }

    @Test
    void hugeRatesPermitTheBurstAtAnyTime() {
        RateLimiter limiter = new RateLimiter(1e300, 7);
        for (int i = 0; i < 1_000; i++) {
            assertThat(limiter.allow(7)).isTrue();
            assertThat(limiter.allow(8)).isFalse();
        }
    }

    @Test
    void everyIntervalIsARate() {
        assertThat(RateLimiter.every(Duration.ofMillis(20))).isEqualTo(50);
        assertThat(RateLimiter.every(Duration.ofMinutes(1))).isEqualTo(1.0 / 60);
        assertThat(RateLimiter.every(Duration.ZERO)).isEqualTo(INFINITE);
        assertThat(RateLimiter.every(Duration.ofSeconds(Long.MIN_VALUE))).isEqualTo(INFINITE);
        assertThat(RateLimiter.every(ChronoUnit.FOREVER.getDuration())).isPositive().isLessThan(1e-18);
        assertThatNullPointerException().isThrownBy(() -> RateLimiter.every(null));
    }

    @Test
    void misuse() {
        for (double rate : new double[] {-1, -Double.MIN_VALUE, Double.NEGATIVE_INFINITY, Double.NaN}) {
            assertThatIllegalArgumentException().isThrownBy(() -> new RateLimiter(rate, 1))
                    .withMessageContaining("" + rate);
            assertThatIllegalArgumentException().isThrownBy(() -> slow.setRate(rate)).withMessageContaining("" + rate);
        }
        for (int n : new int[] {-1, Integer.MIN_VALUE}) {
            assertThatIllegalArgumentException().isThrownBy(() -> new RateLimiter(1, n)).withMessageContaining("" + n);
            assertThatIllegalArgumentException().isThrownBy(() -> slow.setBurst(n)).withMessageContaining("" + n);
            assertThatIllegalArgumentException().isThrownBy(() -> slow.allow(n)).withMessageContaining("" + n);
            assertThatIllegalArgumentException().isThrownBy(() -> slow.reserve(n));
            assertThatIllegalArgumentException().isThrownBy(() -> slow.await(n));
            assertThatIllegalArgumentException().isThrownBy(() -> slow.await(background(), n));
            assertThatIllegalArgumentException().isThrownBy(() -> slow.tryAwait(n, Duration.ZERO));
        }
        assertThatNullPointerException().isThrownBy(() -> slow.await(null));
        assertThatNullPointerException().isThrownBy(() -> slow.await(null, 1));
        assertThatNullPointerException().isThrownBy(() -> slow.tryAwait(null));
        assertThatThrownBy(slow::wait).isInstanceOf(IllegalMonitorStateException.class);
        assertThat(slow.rate()).isEqualTo(SLOW);
        assertThat(slow.burst()).isEqualTo(3);
        assertThat(slow.tokens()).isEqualTo(3);
        assertThat(slow.allow(3)).isTrue();
    }

    @Test
    void aDebuggerSeesWhatThereIs() {
        assertThat(slow).hasToString(
                "dev.weft.time.RateLimiter@" + Integer.toHexString(slow.hashCode()) + "[Rate " + SLOW
                        + ", burst 3, tokens 3.0]");
        slow.allow(3);
        assertThat(slow.reserve(2).toString()).matches(".*Reservation@\\w+\\[2 tokens in PT15H59M59\\.\\d+S]");
        assertThat(slow.reserve(4).toString()).endsWith("[4 tokens refused]");
    }

    @Test
    void anOverflowOfTheStackTakesNothing() {
        int burst = 1_000_000;
        RateLimiter limiter = new RateLimiter(SLOW, burst);
        int[] granted = {0};
        for (int i = 0; i < 2_000; i++) { // compiled or not, and so with frames of other sizes
            granted[0] += limiter.allow() ? 1 : 0;
        }
        for (int i = 0; i < 50; i++) {
            int padding = i;
            g.join(g.platform(() -> {
                try {
                    descend(limiter, granted, padding);
                } catch (StackOverflowError e) {
                    granted[0] += limiter.allow() ? 1 : 0;
                }
            }));
        }
        assertThat(granted[0]).isGreaterThan(10_000);
        assertThat(limiter.tokens()).isEqualTo(burst - granted[0], within(0.5));
    }

    private static void descend(RateLimiter limiter, int[] granted, int padding) {
        if (padding > 0) {
            descend(limiter, granted, padding - 1); // shifts the frames of the calls below
            return;
        }
        boolean taken = limiter.reserve().ok();
        granted[0] += taken ? 1 : 0;
        descend(limiter, granted, 0);
    }

    /** As in Go: its turn is now, and not yet past. */
    @Test
    void atTheVeryMomentOfItsTurnTheTokensGoBack() throws Exception {
        SyncTest.run(() -> {
            RateLimiter limiter = new RateLimiter(1, 1);
            Reservation now = limiter.reserve();
            assertThat(now.delay()).isZero();
            now.cancel();
            assertThat(limiter.allow()).isTrue();
            Reservation next = limiter.reserve();
            Go.sleep(Duration.ofSeconds(1));
            assertThat(next.delay()).isZero();
            next.cancel();
            assertThat(limiter.tokens()).isEqualTo(1);
            assertThat(limiter.allow()).isTrue();
            Reservation past = limiter.reserve();
            Go.sleep(Duration.ofNanos(1_000_000_001));
            past.cancel();
            assertThat(limiter.allow()).isFalse();
        });
    }
}

package dev.weft.conformance.x.time.rate;

import static dev.weft.context.Context.background;
import static dev.weft.time.RateLimiter.INFINITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.within;

import dev.weft.Channel;
import dev.weft.Go;
import dev.weft.context.CancelableContext;
import dev.weft.context.CanceledException;
import dev.weft.context.Context;
import dev.weft.support.Goroutines;
import dev.weft.support.InVirtualTime;
import dev.weft.testing.SyncTest;
import dev.weft.time.RateLimitExceededException;
import dev.weft.time.RateLimiter;
import dev.weft.time.TimedLimiter;
import dev.weft.time.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * No more is permitted than the rate and the burst allow, and no less.
 *
 * <p>Where Go's tests set the time, these do, too, through a {@link TimedLimiter}. Where Go's wait, these wait in virtual
 * time, exactly.
 */
@DisplayName("x/time/rate/rate_test.go")
class RateTest {
    private static final long MILLI = 1_000_000;

    /** Go's d, the distance between the points in time below. */
    private static final long D = 100 * MILLI;

    private static final long T0 = 1_000 * MILLI;
    private static final long T1 = T0 + D;
    private static final long T2 = T0 + 2 * D;
    private static final long T3 = T0 + 3 * D;
    private static final long T4 = T0 + 4 * D;
    private static final long T5 = T0 + 5 * D;
    private static final long T9 = T0 + 9 * D;

    @RegisterExtension
    final Goroutines g = new Goroutines();

    @Test
    @DisplayName("TestLimit")
    void aRateIsNotInfinite() {
        assertThat(new RateLimiter(10, 1).rate()).isEqualTo(10).isNotEqualTo(INFINITE);
    }

    @Test
    @DisplayName("TestEvery")
    void anIntervalIsARate() {
        assertThat(RateLimiter.every(Duration.ZERO)).isEqualTo(INFINITE);
        assertThat(RateLimiter.every(Duration.ofNanos(-1))).isEqualTo(INFINITE);
        assertEvery(1, 1e9);
        assertEvery(1_000, 1e6);
        assertEvery(MILLI, 1e3);
        assertEvery(10 * MILLI, 100);
        assertEvery(100 * MILLI, 10);
        assertEvery(1_000 * MILLI, 1);
        assertEvery(2_000 * MILLI, 0.5);
        assertEvery(2_500 * MILLI, 0.4);
        assertEvery(4_000 * MILLI, 0.25);
        assertEvery(10_000 * MILLI, 0.1);
        assertEvery(Long.MAX_VALUE, 1e9 / Long.MAX_VALUE);
    }

    private static void assertEvery(long nanos, double rate) {
        assertThat(RateLimiter.every(Duration.ofNanos(nanos))).isEqualTo(rate, within(1e-9 * rate));
    }

    @Test
    @DisplayName("TestLimiterBurst1")
    void ofABurstOf1() {
        TimedLimiter lim = new TimedLimiter(10, 1);
        assertAllow(lim, T0, 1, 1, true);
        assertAllow(lim, T0, 0, 1, false);
        assertAllow(lim, T0, 0, 1, false);
        assertAllow(lim, T1, 1, 1, true);
        assertAllow(lim, T1, 0, 1, false);
        assertAllow(lim, T1, 0, 1, false);
        assertAllow(lim, T2, 1, 2, false); // more than the burst
        assertAllow(lim, T2, 1, 1, true);
        assertAllow(lim, T2, 0, 1, false);
    }

    @Test
    @DisplayName("TestLimiterBurst3")
    void ofABurstOf3() {
        TimedLimiter lim = new TimedLimiter(10, 3);
        assertAllow(lim, T0, 3, 2, true);
        assertAllow(lim, T0, 1, 2, false);
        assertAllow(lim, T0, 1, 1, true);
        assertAllow(lim, T0, 0, 1, false);
        assertAllow(lim, T1, 1, 4, false);
        assertAllow(lim, T2, 2, 1, true);
        assertAllow(lim, T3, 2, 1, true);
        assertAllow(lim, T4, 2, 1, true);
        assertAllow(lim, T4, 1, 1, true);
        assertAllow(lim, T4, 0, 1, false);
        assertAllow(lim, T4, 0, 1, false);
        assertAllow(lim, T9, 3, 3, true);
        assertAllow(lim, T9, 0, 0, true);
    }

    @Test
    @DisplayName("TestLimiterJumpBackwards")
    void timeThatGoesBack() {
        TimedLimiter lim = new TimedLimiter(10, 3);
        assertAllow(lim, T1, 3, 1, true);
        assertAllow(lim, T0, 2, 1, true); // two are left, although it is earlier now
        assertAllow(lim, T0, 1, 1, true);
        assertAllow(lim, T0, 0, 1, false);
        assertAllow(lim, T0, 0, 1, false);
        assertAllow(lim, T1, 1, 1, true); // one has accrued
        assertAllow(lim, T1, 0, 1, false);
        assertAllow(lim, T1, 0, 1, false);
        assertAllow(lim, T2, 1, 1, true); // and another one
        assertAllow(lim, T2, 0, 1, false);
        assertAllow(lim, T2, 0, 1, false);
    }

    private static void assertAllow(TimedLimiter lim, long now, double tokens, int n, boolean ok) {
        assertThat(lim.tokens(now)).isEqualTo(tokens);
        assertThat(lim.allow(now, n)).as("allow %d of %s", n, lim).isEqualTo(ok);
    }

    @Test
    @DisplayName("TestLimiter_noTruncationErrors")
    void whatIsFullIsNotRoundedDown() {
        assertThat(new RateLimiter(0.7692307692307693, 1).allow()).isTrue();
    }

    @Test
    @DisplayName("TestSimultaneousRequests")
    void requestsAtTheSameTimeGetNoMoreThanTheBurst() {
        RateLimiter lim = new RateLimiter(RateLimiter.every(Duration.ofDays(1)), 5);
        AtomicInteger permitted = new AtomicInteger();
        for (int i = 0; i < 15; i++) {
            g.go(() -> {
                if (lim.allow()) {
                    permitted.incrementAndGet();
                }
            });
        }
        g.joinAll();
        assertThat(permitted.get()).isEqualTo(5);
    }

    @Test
    @DisplayName("TestLongRunningQPS")
    void inTheLongRunTheRateIsKept() {
        int rate = 100;
        int burst = 100;
        TimedLimiter lim = new TimedLimiter(rate, burst);
        long length = 5_000 * MILLI;
        int permitted = 0;
        for (long now = T0; now < T0 + length; now += 2 * MILLI) {
            if (lim.allow(now, 1)) {
                permitted++;
            }
        }
        double ideal = burst + rate * (length / 1e9);
        assertThat(permitted).isLessThanOrEqualTo((int) (ideal + 1)).isGreaterThanOrEqualTo((int) (0.999 * ideal));
    }

    @Test
    @DisplayName("TestSimpleReserve")
    void reservations() {
        TimedLimiter lim = new TimedLimiter(10, 2);
        assertReserve(lim, T0, 2, T0);
        assertReserve(lim, T0, 2, T2);
        assertReserve(lim, T3, 2, T4);
    }

    @Test
    @DisplayName("TestMix")
    void reservationsAndOthers() {
        TimedLimiter lim = new TimedLimiter(10, 2);
        assertRefused(lim, T0, 3, TimedLimiter.FOREVER); // more than the burst
        assertReserve(lim, T0, 2, T0);
        assertAllow(lim, T1, 1, 2, false);
        assertReserve(lim, T1, 2, T2);
        assertAllow(lim, T1, -1, 1, false);
        assertAllow(lim, T3, 1, 1, true);
    }

    @Test
    @DisplayName("TestCancelInvalid")
    void toCancelWhatWasRefusedDoesNothing() {
        TimedLimiter lim = new TimedLimiter(10, 2);
        assertReserve(lim, T0, 2, T0);
        TimedLimiter.Reservation refused = assertRefused(lim, T0, 3, TimedLimiter.FOREVER);
        refused.cancel(T0);
        assertReserve(lim, T0, 2, T2);
    }

    @Test
    @DisplayName("TestCancelLast")
    void theLastGivesAllBack() {
        TimedLimiter lim = new TimedLimiter(10, 2);
        assertReserve(lim, T0, 2, T0);
        assertReserve(lim, T0, 2, T2).cancel(T1);
        assertReserve(lim, T1, 2, T2);
    }

    @Test
    @DisplayName("TestCancelTooLate")
    void afterItsTurnItGivesNothingBack() {
        TimedLimiter lim = new TimedLimiter(10, 2);
        assertReserve(lim, T0, 2, T0);
        assertReserve(lim, T0, 2, T2).cancel(T3);
        assertReserve(lim, T3, 2, T4);
    }

    @Test
    @DisplayName("TestCancel0Tokens")
    void whatALaterOneRestsOnIsNotGivenBack() {
        TimedLimiter lim = new TimedLimiter(10, 2);
        assertReserve(lim, T0, 2, T0);
        TimedLimiter.Reservation r = assertReserve(lim, T0, 1, T1);
        assertReserve(lim, T0, 1, T2);
        r.cancel(T0);
        assertReserve(lim, T0, 1, T3);
    }

    @Test
    @DisplayName("TestCancel1Token")
    void whatALaterOneDoesNotNeedIsGivenBack() {
        TimedLimiter lim = new TimedLimiter(10, 2);
        assertReserve(lim, T0, 2, T0);
        TimedLimiter.Reservation r = assertReserve(lim, T0, 2, T2);
        assertReserve(lim, T0, 1, T3);
        r.cancel(T2);
        assertReserve(lim, T2, 2, T4);
    }

    @Test
    @DisplayName("TestCancelMulti")
    void severalAreCancelled() {
        TimedLimiter lim = new TimedLimiter(10, 4);
        assertReserve(lim, T0, 4, T0);
        TimedLimiter.Reservation a = assertReserve(lim, T0, 3, T3);
        assertReserve(lim, T0, 1, T4);
        TimedLimiter.Reservation c = assertReserve(lim, T0, 1, T5);
        c.cancel(T1); // 1 comes back
        a.cancel(T1); // 2 come back, as if c had never been
        assertReserve(lim, T1, 3, T5);
    }

    @Test
    @DisplayName("TestReserveJumpBack")
    void aReservationWhereTimeGoesBack() {
        TimedLimiter lim = new TimedLimiter(10, 2);
        assertReserve(lim, T1, 2, T1);
        assertReserve(lim, T0, 1, T1); // sooner than the rate permits
        assertReserve(lim, T2, 2, T3);
        // A refusal changes nothing.
        assertRefused(lim, T0, 3, TimedLimiter.FOREVER);
        assertReserve(lim, T2, 1, T4);
        assertRefused(lim, T0, 2, D);
        assertReserve(lim, T2, 1, T5);
    }

    @Test
    @DisplayName("TestReserveJumpBackCancel")
    void toCancelWhereTimeGoesBack() {
        TimedLimiter lim = new TimedLimiter(10, 2);
        assertReserve(lim, T1, 2, T1);
        TimedLimiter.Reservation r = assertReserve(lim, T1, 2, T3);
        assertReserve(lim, T1, 1, T4);
        r.cancel(T0); // 1 comes back
        assertReserve(lim, T1, 2, T4); // sooner than the rate permits
    }

    @Test
    @DisplayName("TestReserveSetLimit")
    void anotherRate() {
        TimedLimiter lim = new TimedLimiter(5, 2);
        assertReserve(lim, T0, 2, T0);
        assertReserve(lim, T0, 2, T4);
        lim.setRate(T2, 10);
        assertReserve(lim, T2, 1, T4); // sooner than the rate permits
    }

    @Test
    @DisplayName("TestReserveSetBurst")
    void anotherBurst() {
        TimedLimiter lim = new TimedLimiter(5, 2);
        assertReserve(lim, T0, 2, T0);
        assertReserve(lim, T0, 2, T4);
        lim.setBurst(T3, 4);
        assertReserve(lim, T0, 4, T9); // sooner than the rate permits
    }

    @Test
    @DisplayName("TestReserveSetLimitCancel")
    void toCancelAtAnotherRate() {
        TimedLimiter lim = new TimedLimiter(5, 2);
        assertReserve(lim, T0, 2, T0);
        TimedLimiter.Reservation r = assertReserve(lim, T0, 2, T4);
        lim.setRate(T2, 10);
        r.cancel(T2); // 2 come back
        assertReserve(lim, T2, 2, T3);
    }

    @Test
    @DisplayName("TestReserveMax")
    void whatWouldBeTooLateIsRefused() {
        TimedLimiter lim = new TimedLimiter(10, 2);
        assertReserve(lim, T0, 2, D, T0);
        assertReserve(lim, T0, 1, D, T1);
        assertRefused(lim, T0, 1, D);
    }

    private static TimedLimiter.Reservation assertReserve(TimedLimiter lim, long now, int n, long turn) {
        return assertReserve(lim, now, n, TimedLimiter.FOREVER, turn);
    }

    private static TimedLimiter.Reservation assertReserve(
            TimedLimiter lim, long now, int n, long longest, long turn) {
        TimedLimiter.Reservation r = lim.reserve(now, n, longest);
        assertThat(r.ok()).isTrue();
        assertThat(r.turn()).isCloseTo(turn, within(1L));
        return r;
    }

    private static TimedLimiter.Reservation assertRefused(TimedLimiter lim, long now, int n, long longest) {
        TimedLimiter.Reservation r = lim.reserve(now, n, longest);
        assertThat(r.ok()).isFalse();
        return r;
    }

    @Test
    @DisplayName("TestWaitSimple")
    @InVirtualTime
    void waits() throws InterruptedException {
        RateLimiter lim = new RateLimiter(10, 3);
        CancelableContext cancelled = Context.withCancel(background());
        cancelled.cancel();
        assertThatThrownBy(() -> lim.await(cancelled, 1)).isExactlyInstanceOf(CanceledException.class);
        assertThatThrownBy(() -> lim.await(background(), 4))
                .isExactlyInstanceOf(RateLimitExceededException.class)
                .hasMessage("rate: Wait(n=4) exceeds limiter's burst 3");
        assertThat(lim.tokens()).isEqualTo(3);
        Instant start = Timers.now();
        lim.await(background(), 2);
        assertThat(lim.tokens()).isEqualTo(1);
        lim.await(background(), 3);
        assertThat(Timers.since(start)).isEqualTo(Duration.ofNanos(2 * D));
    }

    @Test
    @DisplayName("TestWaitCancel")
    @InVirtualTime
    void toCancelAWaitGivesItsTokensBack() throws InterruptedException {
        RateLimiter lim = new RateLimiter(10, 3);
        CancelableContext ctx = Context.withCancel(background());
        lim.await(ctx, 2);
        assertThat(lim.tokens()).isEqualTo(1);
        Channel<Throwable> failure = Channel.make(1);
        Go.go(() -> failure.send(catchThrowable(() -> lim.await(ctx, 3))));
        SyncTest.await();
        assertThat(lim.tokens()).isEqualTo(-2);
        ctx.cancel();
        assertThat(failure.receive()).isExactlyInstanceOf(CanceledException.class);
        assertThat(lim.tokens()).as("3 came back").isEqualTo(1);
        Instant start = Timers.now();
        lim.await(background(), 2);
        assertThat(Timers.since(start)).isEqualTo(Duration.ofNanos(D));
    }

    @Test
    @DisplayName("TestWaitTimeout")
    @InVirtualTime
    void aWaitThatWouldTakeTooLongFailsAtOnce() throws InterruptedException {
        RateLimiter lim = new RateLimiter(10, 3);
        Instant start = Timers.now();
        try (CancelableContext ctx = Context.withTimeout(background(), Duration.ofNanos(D))) {
            lim.await(ctx, 2);
            assertThat(lim.tokens()).isEqualTo(1);
            assertThatThrownBy(() -> lim.await(ctx, 3))
                    .isExactlyInstanceOf(RateLimitExceededException.class)
                    .hasMessage("rate: Wait(n=3) would exceed context deadline");
            assertThat(ctx.err()).as("it did not wait for the deadline").isNull();
            assertThat(Timers.since(start)).isZero();
        }
    }

    @Test
    @DisplayName("TestWaitInf")
    @InVirtualTime
    void withoutALimitTheBurstDoesNotMatter() throws InterruptedException {
        RateLimiter lim = new RateLimiter(INFINITE, 0);
        Instant start = Timers.now();
        lim.await(background(), 3);
        assertThat(lim.reserve(3).delay()).isZero();
        assertThat(Timers.since(start)).isZero();
    }

    @Test
    @DisplayName("TestZeroLimit")
    void aRateOfZeroLeavesTheBurst() {
        RateLimiter lim = new RateLimiter(0, 1);
        assertThat(lim.allow()).isTrue();
        assertThat(lim.allow()).isFalse();
    }

    @Test
    @DisplayName("TestSetAfterZeroLimit")
    @InVirtualTime
    void aRateAfterZero() throws InterruptedException {
        RateLimiter lim = new RateLimiter(0, 1);
        assertThat(lim.allow()).isTrue();
        assertThat(lim.allow()).isFalse();
        Instant start = Timers.now();
        lim.setRate(10);
        lim.await(background(), 1);
        assertThat(Timers.since(start)).isEqualTo(Duration.ofNanos(D));
    }

    @Test
    @DisplayName("TestTinyLimit")
    void aTinyRate() {
        RateLimiter lim = new RateLimiter(1e-10, 1);
        assertThat(lim.allow()).isTrue();
        assertThat(lim.allow()).isFalse();
    }
}

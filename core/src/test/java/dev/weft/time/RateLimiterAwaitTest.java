package dev.weft.time;

import static dev.weft.context.Context.background;
import static dev.weft.context.Context.withCancel;
import static dev.weft.context.Context.withTimeout;
import static dev.weft.support.Goroutines.awaitUntil;
import static dev.weft.time.RateLimiter.INFINITE;
import static dev.weft.time.RateLimiterTest.SLOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.weft.Call;
import dev.weft.ReceiveChannel;
import dev.weft.Task;
import dev.weft.context.CancelableContext;
import dev.weft.context.CanceledException;
import dev.weft.context.Context;
import dev.weft.context.ContextException;
import dev.weft.context.DeadlineExceededException;
import dev.weft.internal.channel.ChannelCore;
import dev.weft.support.Goroutines;
import dev.weft.support.InVirtualTime;
import dev.weft.support.OtherContext;
import dev.weft.support.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Callers that wait for their turn, and what ends their wait before it. */
class RateLimiterAwaitTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration WEEK = Duration.ofDays(7);

    @RegisterExtension
    final Goroutines g = new Goroutines();

    /** Eight hours for a token. */
    private final RateLimiter slow = new RateLimiter(SLOW, 3);

    @Test
    void waitsForItsTurnInAnyThread() {
        RateLimiter limiter = new RateLimiter(200, 2);
        Instant start = Timers.now();
        g.join(g.platform(() -> {
            limiter.await(2);
            limiter.await(2); // 10 ms
        }));
        assertThat(Timers.since(start)).isGreaterThanOrEqualTo(Duration.ofMillis(10));
    }

    @Test
    @InVirtualTime
    void waitsForItsTurn() throws InterruptedException {
        RateLimiter limiter = new RateLimiter(200, 2);
        Instant start = Timers.now();
        limiter.await();
        limiter.await(background());
        assertThat(limiter.tokens()).isZero();
        assertThat(Timers.since(start)).isZero();
        limiter.await();
        assertThat(Timers.since(start)).isEqualTo(Duration.ofMillis(5));
        limiter.await(2);
        assertThat(Timers.since(start)).isEqualTo(Duration.ofMillis(15));
        limiter.await(background(), 2);
        assertThat(Timers.since(start)).isEqualTo(Duration.ofMillis(25));
        assertThat(limiter.tryAwait(Duration.ofMinutes(1))).isTrue();
        assertThat(Timers.since(start)).isEqualTo(Duration.ofMillis(30));
        assertThat(limiter.tryAwait(2, WEEK)).isTrue();
        assertThat(Timers.since(start)).isEqualTo(Duration.ofMillis(40));
    }

    @Test
    void eachThatComesHasItsTurnAfterThoseBefore() {
        slow.allow(3);
        List<Outcome<Boolean>> waiting = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            waiting.add(start(i % 2 == 0, () -> slow.await()).awaitParked("sleep"));
            assertThat(slow.tokens()).isEqualTo(-i - 1, within(0.5));
        }
        assertThat(slow.reserve().delay()).isBetween(Duration.ofHours(87), Duration.ofHours(88));
        for (Outcome<Boolean> w : waiting) {
            w.thread().interrupt();
            w.assertFailure().isInstanceOf(InterruptedException.class);
        }
    }

    @Test
    void moreThanTheBurstFailsAtOnce() throws InterruptedException {
        CancelableContext done = withCancel(background());
        done.cancel();
        assertExceeds(() -> slow.await(4), "rate: Wait(n=4) exceeds limiter's burst 3");
        assertExceeds(() -> slow.await(background(), 4), "rate: Wait(n=4) exceeds limiter's burst 3");
        assertExceeds(() -> slow.await(done, 4), "rate: Wait(n=4) exceeds limiter's burst 3");
        assertThat(slow.tryAwait(4, WEEK)).isFalse();
        RateLimiter none = new RateLimiter(1e9, 0);
        assertExceeds(none::await, "rate: Wait(n=1) exceeds limiter's burst 0");
        assertExceeds(() -> none.await(background()), "rate: Wait(n=1) exceeds limiter's burst 0");
        none.await(0);
        none.await(background(), 0);
        assertThat(slow.tokens()).isEqualTo(3);
        slow.await(3);
    }

    @Test
    void aTurnAfterTheDeadlineFailsAtOnce() throws InterruptedException {
        try (CancelableContext ctx = withTimeout(background(), Duration.ofHours(9))) {
            slow.await(ctx, 3);
            Outcome<Boolean> inTime = start(true, () -> slow.await(ctx)).awaitParked("select");
            assertExceeds(() -> slow.await(ctx), "rate: Wait(n=1) would exceed context deadline");
            assertExceeds(() -> slow.await(new OtherContext(ctx), 2), "rate: Wait(n=2) would exceed context deadline");
            assertThat(ctx.err()).isNull();
            assertThat(slow.tokens()).as("nothing was taken").isEqualTo(-1, within(0.5));
            ctx.cancel();
            inTime.assertFailure().isExactlyInstanceOf(CanceledException.class);
        }
        assertThat(slow.tokens()).isEqualTo(0, within(0.5));
    }

    /** Its alarm may be late; as in Go, a token that has become available is not taken after the deadline. */
    @Test
    void aDeadlineThatHasPassedUnnoticed() throws InterruptedException {
        Context late = new OtherContext(background()) {
            @Override
            public Optional<Instant> deadline() {
                return Optional.of(Timers.now().minusNanos(1));
            }
        };
        assertExceeds(() -> slow.await(late), "rate: Wait(n=1) would exceed context deadline");
        assertThat(slow.tokens()).isEqualTo(3);
        new RateLimiter(INFINITE, 0).await(late);
        for (Instant never : List.of(Instant.MAX, Timers.now().plus(1_000 * 365, ChronoUnit.DAYS))) {
            slow.await(new OtherContext(background()) {
                @Override
                public Optional<Instant> deadline() {
                    return Optional.of(never);
                }
            });
        }
    }

    private static void assertExceeds(Task<?> wait, String message) {
        assertThatThrownBy(wait::run)
                .isExactlyInstanceOf(RateLimitExceededException.class)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(message)
                .hasNoCause();
    }

    @Test
    void aContextThatIsDoneIsReasonToFailEvenIfThereAreTokens() throws InterruptedException {
        CancelableContext ctx = withCancel(background());
        Exception cause = new Exception("the cause");
        ctx.cancel(cause);
        for (RateLimiter limiter : List.of(slow, new RateLimiter(INFINITE, 3))) {
            for (int n : new int[] {0, 1, 3}) {
                assertThatThrownBy(() -> limiter.await(ctx, n)).isExactlyInstanceOf(CanceledException.class)
                        .hasCause(cause);
            }
            Context over = withTimeout(background(), Duration.ZERO);
            assertThatThrownBy(() -> limiter.await(over)).isExactlyInstanceOf(DeadlineExceededException.class);
            assertThat(limiter.tokens()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aContextThatIsCancelledEndsTheWait(boolean virtual) {
        slow.allow(3);
        for (boolean foreign : new boolean[] {false, true}) {
            CancelableContext ctx = withCancel(withTimeout(background(), WEEK));
            Context passed = foreign ? new OtherContext(ctx) : ctx;
            Outcome<Boolean> one = start(virtual, () -> slow.await(passed)).awaitParked("select");
            Outcome<Boolean> two = start(virtual, () -> slow.await(passed, 2)).awaitParked("select");
            assertThat(slow.tokens()).isEqualTo(-3, within(0.5));
            ctx.cancel(new Exception("the cause"));
            one.assertFailure().isExactlyInstanceOf(CanceledException.class).hasRootCauseMessage("the cause");
            two.assertFailure().isExactlyInstanceOf(CanceledException.class);
            assertThat(one.interruptFlag()).isFalse();
            // All tokens are back, except if the first was cancelled before the second, which had come later.
            assertThat(slow.tokens()).isBetween(-1.5, 0.5);
            slow.setRate(INFINITE);
            slow.setRate(SLOW);
            slow.allow(3);
        }
    }

    @Test
    void contextsOfOthers() throws InterruptedException {
        CancelableContext inner = withCancel(background());
        Context never = new OtherContext(inner) {
            @Override
            public ReceiveChannel<?> done() {
                return null;
            }
        };
        Context silent = new OtherContext(inner) {
            @Override
            public ContextException err() {
                return null;
            }
        };
        slow.await(never, 3);
        Outcome<Boolean> patient = start(true, () -> slow.await(never)).awaitParked("sleep");
        Outcome<Boolean> waiting = start(true, () -> slow.await(silent)).awaitParked("select");
        inner.cancel();
        waiting.assertFailure().isExactlyInstanceOf(CanceledException.class);
        patient.thread().interrupt();
        patient.assertFailure().isInstanceOf(InterruptedException.class);
        assertThatThrownBy(() -> slow.await(silent)).isExactlyInstanceOf(CanceledException.class);
        assertThat(slow.tokens()).isEqualTo(0, within(0.5));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anInterruptOnEntryCountsEvenIfThereAreTokens(boolean virtual) {
        List<Task<?>> waits = List.of(slow::await, () -> slow.await(3), () -> slow.await(4),
                () -> slow.await(background()), () -> slow.await(background(), 0), () -> slow.await(background(), 4),
                () -> slow.tryAwait(Duration.ZERO), () -> slow.tryAwait(4, WEEK), new RateLimiter(INFINITE, 0)::await);
        g.join(g.start(virtual, () -> {
            Thread me = Thread.currentThread();
            for (Task<?> wait : waits) {
                me.interrupt();
                assertThatThrownBy(wait::run).isExactlyInstanceOf(InterruptedException.class);
                assertThat(me.isInterrupted()).isFalse();
            }
            assertThat(slow.tokens()).isEqualTo(3);
            me.interrupt();
            assertThat(slow.allow()).isTrue();
            assertThat(slow.reserve().ok()).isTrue();
            slow.setBurst(4);
            slow.setRate(1);
            assertThat(me.isInterrupted()).as("those that never wait don't care").isTrue();
        }));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anInterruptEndsTheWaitAndGivesItsTokensBack(boolean virtual) {
        slow.allow(3);
        List<Call<?, ?>> waits = List.of(call(() -> slow.await()), call(() -> slow.await(2)),
                call(() -> slow.await(background(), 3)), call(() -> slow.await(withTimeout(background(), WEEK))),
                () -> slow.tryAwait(Duration.ofSeconds(Long.MAX_VALUE)), () -> slow.tryAwait(3, WEEK));
        for (Call<?, ?> wait : waits) {
            Outcome<?> outcome = Outcome.start(g, virtual, wait);
            awaitUntil(() -> outcome.isParked("sleep") || outcome.isParked("select"));
            assertThat(slow.tokens()).isLessThan(-0.5);
            outcome.thread().interrupt();
            outcome.assertFailure().isExactlyInstanceOf(InterruptedException.class);
            assertThat(outcome.interruptFlag()).isFalse();
            assertThat(slow.tokens()).isEqualTo(0, within(0.5));
        }
    }

    /**
     * Either its turn comes, or it throws and has taken nothing. To make that visible, the rate is practically zero
     * while it waits; its turn does not change with the rate.
     */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aWaitThatIsEndedAtTheVeryMomentOfItsTurn(boolean byInterrupt) throws InterruptedException {
        for (int i = 0; i < 100; i++) {
            RateLimiter limiter = new RateLimiter(500, 1);
            limiter.allow();
            Instant turn = Timers.now().plusMillis(2);
            CancelableContext ctx = withCancel(background());
            Outcome<Boolean> wait = byInterrupt
                    ? start(i % 3 != 0, limiter::await)
                    : start(i % 3 != 0, () -> limiter.await(ctx));
            awaitUntil(() -> wait.isParked("sleep") || wait.isParked("select") || !wait.thread().isAlive());
            limiter.setRate(1e-9);
            double before = limiter.tokens();
            Instant end = turn.plusNanos(2_000 * (i - 50));
            awaitUntil(() -> !Timers.now().isBefore(end));
            if (byInterrupt) {
                wait.thread().interrupt();
            } else {
                ctx.cancel();
            }
            if (wait.failure() == null) {
                assertThat(limiter.tokens()).isEqualTo(before, within(1e-3));
            } else {
                wait.assertFailure().isExactlyInstanceOf(
                        byInterrupt ? InterruptedException.class : CanceledException.class);
                assertThat(wait.interruptFlag()).isFalse();
                assertThat(limiter.tokens()).isEqualTo(before + 1, within(1e-3));
            }
        }
    }

    @Test
    void tryAwaitWaitsOnlyIfThatIsLongEnough() throws InterruptedException {
        assertThat(slow.tryAwait(Duration.ZERO)).isTrue();
        assertThat(slow.tryAwait(Duration.ofSeconds(Long.MIN_VALUE))).isTrue();
        assertThat(slow.tryAwait(Duration.ofNanos(1))).isTrue();
        for (Duration tooShort : List.of(Duration.ZERO, Duration.ofNanos(-1), Duration.ofHours(7))) {
            assertThat(slow.tryAwait(tooShort)).isFalse();
        }
        assertThat(slow.tokens()).as("nothing was taken").isEqualTo(0, within(0.5));
        assertThat(slow.tryAwait(2, Duration.ofHours(15))).isFalse();
        Outcome<Boolean> patient = Outcome.start(g, true, () -> slow.tryAwait(2, Duration.ofHours(17)));
        patient.awaitParked("sleep").thread().interrupt();
        patient.assertFailure().isInstanceOf(InterruptedException.class);
    }

    @Test
    void thoseThatWaitKeepTheirTurnWhenRateOrBurstAreChanged() throws InterruptedException {
        slow.allow(3);
        Outcome<Boolean> waiting = start(true, () -> slow.await(2)).awaitParked("sleep");
        slow.setRate(1e9);
        slow.setBurst(1);
        slow.await();
        slow.setRate(INFINITE);
        slow.await(100);
        slow.setRate(SLOW);
        slow.setBurst(0);
        assertThat(waiting.isParked("sleep")).isTrue();
        assertExceeds(slow::await, "rate: Wait(n=1) exceeds limiter's burst 0");
        waiting.thread().interrupt();
        waiting.assertFailure().isInstanceOf(InterruptedException.class);
        assertThat(slow.tokens()).as("no more than the burst").isZero();
    }

    @Test
    void atARateOfZeroItWaitsUntilItIsStopped() throws InterruptedException {
        RateLimiter limiter = new RateLimiter(0, 1);
        limiter.await();
        Outcome<Boolean> one = start(true, limiter::await).awaitParked("sleep");
        CancelableContext ctx = withCancel(background());
        Outcome<Boolean> other = start(false, () -> limiter.await(ctx)).awaitParked("select");
        assertThat(limiter.tokens()).isEqualTo(-2);
        ctx.cancel();
        other.assertFailure().isExactlyInstanceOf(CanceledException.class);
        assertExceeds(() -> limiter.await(withTimeout(background(), HOUR)),
                "rate: Wait(n=1) would exceed context deadline");
        assertThat(limiter.tryAwait(WEEK)).isFalse();
        one.thread().interrupt();
        one.assertFailure().isInstanceOf(InterruptedException.class);
        assertThat(limiter.tokens()).isZero();
    }

    /** All contexts that are never done share one channel; nobody takes its lock. */
    @Test
    void whoNeedsNoContextDoesNotMeetTheOthers() {
        ChannelCore<?> never = (ChannelCore<?>) background().done();
        never.lock();
        try {
            g.join(g.platform(() -> slow.await(background())));
        } finally {
            never.unlock();
        }
    }

    private Outcome<Boolean> start(boolean virtual, Task<?> task) {
        return Outcome.start(g, virtual, call(task));
    }

    private static Call<Boolean, Exception> call(Task<?> task) {
        return () -> {
            task.run();
            return true;
        };
    }
}

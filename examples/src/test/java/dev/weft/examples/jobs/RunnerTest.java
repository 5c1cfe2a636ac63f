package dev.weft.examples.jobs;

import static dev.weft.Go.go;
import static dev.weft.Go.sleep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Channel;
import dev.weft.Unit;
import dev.weft.context.CancelableContext;
import dev.weft.context.CanceledException;
import dev.weft.context.Context;
import dev.weft.context.ContextException;
import dev.weft.context.DeadlineExceededException;
import dev.weft.junit.VirtualTime;
import dev.weft.sync.ErrGroup;
import dev.weft.testing.SyncTest;
import dev.weft.time.Timers;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The runner, with virtual time: pauses, deadlines and the rate are exact. */
@VirtualTime
@Timeout(240)
class RunnerTest {
    private static final Backoff SHORT = new Backoff(Duration.ofNanos(1), Duration.ofMillis(1));
    private static final Backoff VERY_LONG = new Backoff(Duration.ofHours(1), Duration.ofHours(2));

    private final CancelableContext ctx = Context.withCancel(Context.background());

    /** So many that there is no limit in effect. */
    private final TokenBucket plenty = TokenBucket.start(ctx, 10_000, Duration.ofSeconds(1));

    private final Instant start = Timers.now();

    /** And nothing is left then; virtual time sees to that. */
    @AfterEach
    void stop() {
        ctx.cancel();
    }

    private Duration passed() {
        return Timers.since(start);
    }

    private Runner start(int workers, int attempts, boolean failFast) {
        return Runner.start(ctx, new Policy(workers, attempts, SHORT, failFast), plenty);
    }

    private static void untilDone(Context ctx) throws InterruptedException {
        ctx.done().receive();
        throw ctx.err();
    }

    @Test
    void allJobsOfManyWhoSubmitAreDoneOnceAndNoMoreThanAllowedAtOnce() throws Exception {
        Runner runner = start(8, 1, false);
        AtomicInteger runs = new AtomicInteger();
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        ErrGroup submitters = new ErrGroup();
        for (int i = 0; i < 20; i++) {
            submitters.go(() -> {
                for (int n = 0; n < 100; n++) {
                    runner.submit(ctx, new Job("job", c -> {
                        most.accumulateAndGet(running.incrementAndGet(), Math::max);
                        runs.incrementAndGet();
                        Thread.yield();
                        running.decrementAndGet();
                    }));
                }
            });
        }
        submitters.awaitOrThrow();
        runner.drain(ctx);

        assertThat(runs.get()).isEqualTo(2000);
        assertThat(most.get()).isBetween(1, 8);
        Totals totals = runner.totals();
        assertThat(totals.done()).isEqualTo(2000);
        assertThat(totals.mostAtOnce()).isBetween(most.get(), 8);
        assertThat(totals.failed() + totals.canceled() + totals.retries()).isZero();
    }

    @Test
    void aJobThatHangsHoldsUpItsWorkerOnly() throws Exception {
        Runner runner = start(2, 1, false);
        Channel<Unit> gate = Channel.make();
        runner.submit(ctx, new Job("hangs", c -> gate.receive()));
        AtomicInteger others = new AtomicInteger();
        for (int i = 0; i < 500; i++) {
            runner.submit(ctx, new Job("another", c -> others.incrementAndGet()));
        }
        SyncTest.await();
        assertThat(others).hasValue(500);
        assertThat(runner.totals().mostAtOnce()).isEqualTo(2);
        gate.close();
        runner.drain(ctx);
        assertThat(runner.totals().done()).isEqualTo(501);
    }

    @Test
    void whatIsSubmittedWhileItDrainsIsDoneOrRefusedButNotLost() throws Exception {
        Runner runner = start(4, 1, false);
        AtomicInteger runs = new AtomicInteger();
        AtomicInteger accepted = new AtomicInteger();
        ErrGroup submitters = new ErrGroup();
        for (int i = 0; i < 50; i++) {
            submitters.go(() -> {
                try {
                    for (;;) {
                        runner.submit(ctx, new Job("job", c -> runs.incrementAndGet()));
                        accepted.incrementAndGet();
                    }
                } catch (RejectedExecutionException e) {
                    assertThat(e).hasMessage("the runner takes no more jobs");
                }
            });
        }
        SyncTest.await(); // until the tokens are used up
        assertThat(runs).hasValue(10_000);
        runner.drain(ctx);
        submitters.awaitOrThrow();
        assertThat(runs.get()).isEqualTo(accepted.get()).isEqualTo(runner.totals().done());
    }

    @Test
    void aJobIsTriedAgainUntilItGoesWellOrHasFailedTooOften() throws Exception {
        Runner runner = start(10, 4, false);
        AtomicInteger runs = new AtomicInteger();
        for (int i = 0; i < 100; i++) {
            int failures = i % 5;
            AtomicInteger attempts = new AtomicInteger();
            runner.submit(ctx, new Job("job " + i, c -> {
                runs.incrementAndGet();
                if (attempts.incrementAndGet() <= failures) {
                    throw new IOException("attempt " + attempts);
                }
            }));
        }
        runner.drain(ctx);
        Totals totals = runner.totals();
        assertThat(totals.done()).isEqualTo(80);
        assertThat(totals.failures()).hasSize(20).allMatch(failure -> failure.matches("job \\d*[49]: attempt 4"));
        assertThat(totals.retries()).isEqualTo(20 * (1 + 2 + 3 + 3));
        assertThat(runs.get()).isEqualTo(100 + totals.retries());
    }

    @Test
    void aPermanentFailureIsNotTriedAgain() throws Exception {
        Runner runner = start(1, 4, false);
        AtomicInteger runs = new AtomicInteger();
        runner.submit(ctx, new Job("job", c -> {
            runs.incrementAndGet();
            throw new PermanentException("no use");
        }));
        runner.drain(ctx);
        assertThat(runs.get()).isEqualTo(1);
        assertThat(runner.totals().failures()).containsExactly("job: no use");
    }

    @Test
    void ifItFailsFastTheFirstFailureStopsAllAndIsWhatDrainThrows() throws Exception {
        Runner runner = start(100, 1, true);
        for (int i = 0; i < 99; i++) {
            runner.submit(ctx, new Job("waits " + i, RunnerTest::untilDone));
        }
        IOException failure = new IOException("disk full");
        runner.submit(ctx, new Job("fails", c -> {
            throw failure;
        }));
        assertThatThrownBy(() -> runner.drain(ctx)).isSameAs(failure);
        assertThat(runner.totals().canceled()).isEqualTo(99);
        assertThat(runner.totals().failed()).isEqualTo(1);
        assertThatThrownBy(() -> runner.submit(ctx, new Job("late", c -> {})))
                .isInstanceOf(RejectedExecutionException.class).hasCause(failure);
        assertThat(ctx.err()).isNull();
    }

    @Test
    void whoSubmitsToARunnerThatHasStoppedIsTold() throws Exception {
        Runner runner = start(1, 1, true);
        IOException failure = new IOException("disk full");
        runner.submit(ctx, new Job("fails", c -> {
            throw failure;
        }));
        assertThatThrownBy(() -> {
            for (;;) { // the first may still be accepted, before the failure has been noticed; but it does not run
                runner.submit(ctx, new Job("late", c -> {}));
            }
        }).isInstanceOf(RejectedExecutionException.class).hasCause(failure);
        assertThatThrownBy(() -> runner.drain(ctx)).isSameAs(failure);
        assertThat(runner.totals().done()).isZero();
    }

    @Test
    void whoSubmitsWaitsForAWorkerNoLongerThanItsContext() throws Exception {
        Runner runner = start(1, 1, false);
        runner.submit(ctx, new Job("hangs", RunnerTest::untilDone));
        try (var mine = Context.withTimeout(ctx, Duration.ofMillis(20))) {
            assertThatThrownBy(() -> runner.submit(mine, new Job("late", c -> {})))
                    .isInstanceOf(DeadlineExceededException.class);
        }
        assertThat(passed()).isEqualTo(Duration.ofMillis(20));
    }

    @Test
    void aDeadlineCutsTheDrainShort() throws Exception {
        Runner runner = start(50, 3, false);
        for (int i = 0; i < 50; i++) {
            runner.submit(ctx, new Job("hangs", RunnerTest::untilDone));
        }
        try (var soon = Context.withTimeout(ctx, Duration.ofMillis(20))) {
            assertThatThrownBy(() -> runner.drain(soon)).isInstanceOf(DeadlineExceededException.class);
        }
        assertThat(passed()).isEqualTo(Duration.ofMillis(20));
        assertThat(runner.totals().canceled()).isEqualTo(50);
        assertThat(runner.totals().retries()).isZero();
        assertThat(ctx.err()).isNull();
    }

    @Test
    void cancelledInTheMiddleItStopsEverybody() throws Exception {
        try (var middle = Context.withCancel(ctx)) {
            Runner runner = Runner.start(middle, new Policy(20, 1, SHORT, false), plenty);
            AtomicInteger accepted = new AtomicInteger();
            ErrGroup submitters = new ErrGroup();
            for (int i = 0; i < 100; i++) {
                submitters.go(() -> {
                    try {
                        for (int n = 0;; n++) {
                            Job.Work work = n % 50 == 49 ? RunnerTest::untilDone : c -> {
                            };
                            runner.submit(middle, new Job("job", work));
                            accepted.incrementAndGet();
                        }
                    } catch (CanceledException | RejectedExecutionException e) {
                        // expected
                    }
                });
            }
            SyncTest.await(); // all workers have a job that never ends
            middle.cancel();
            submitters.awaitOrThrow();
            assertThatThrownBy(() -> runner.drain(ctx)).isInstanceOf(CanceledException.class);
            Totals totals = runner.totals();
            assertThat(totals.canceled()).isGreaterThanOrEqualTo(20);
            assertThat(totals.done() + totals.canceled()).isEqualTo(accepted.get());
            assertThat(totals.mostAtOnce()).isEqualTo(20);
        }
        assertThat(ctx.err()).isNull();
    }

    @Test
    void aPauseBetweenTwoAttemptsEndsWithTheContext() throws Exception {
        try (var middle = Context.withCancel(ctx)) {
            Runner runner = Runner.start(middle, new Policy(1, 2, VERY_LONG, false), plenty);
            runner.submit(ctx, new Job("fails", c -> {
                throw new IOException("try again in an hour");
            }));
            sleep(Duration.ofMinutes(59));
            assertThat(runner.totals().retries()).isEqualTo(1);
            middle.cancel();
            assertThatThrownBy(() -> runner.drain(ctx)).isInstanceOf(CanceledException.class);
            assertThat(runner.totals().canceled()).isEqualTo(1);
            assertThat(passed()).isEqualTo(Duration.ofMinutes(59));
        }
    }

    @Test
    void aJobWithABugHasFailedLikeAnyOther() throws Exception {
        Runner runner = start(1, 1, false);
        runner.submit(ctx, new Job("bug", c -> {
            throw new IllegalStateException("a bug");
        }));
        runner.submit(ctx, new Job("another", c -> {}));
        runner.drain(ctx);
        assertThat(runner.totals().failures()).containsExactly("bug: a bug");
        assertThat(runner.totals().done()).isEqualTo(1);
    }

    @Test
    void moreThanOneMayDrain() throws Exception {
        Runner runner = start(2, 1, false);
        Channel<Unit> gate = Channel.make();
        runner.submit(ctx, new Job("waits", c -> gate.receive()));
        AtomicInteger drained = new AtomicInteger();
        ErrGroup group = new ErrGroup();
        for (int i = 0; i < 10; i++) {
            group.go(() -> {
                runner.drain(ctx);
                drained.incrementAndGet();
            });
        }
        go(gate::close);
        group.awaitOrThrow();
        assertThat(drained.get()).isEqualTo(10);
    }

    @Test
    void tokensBoundTheRate() throws Exception {
        int size = 3;
        Duration every = Duration.ofMillis(2);
        TokenBucket bucket = TokenBucket.start(ctx, size, every);
        ErrGroup takers = new ErrGroup();
        for (int i = 0; i < 30; i++) {
            takers.go(() -> bucket.take(ctx));
        }
        takers.awaitOrThrow();
        assertThat(passed()).isEqualTo(every.multipliedBy(30 - size));
    }

    @Test
    void whoIsCancelledGetsNoToken() throws Exception {
        TokenBucket one = TokenBucket.start(ctx, 1, Duration.ofHours(1));
        try (var mine = Context.withCancel(ctx)) {
            mine.cancel();
            assertThatThrownBy(() -> one.take(mine)).isInstanceOf(ContextException.class);
        }
        one.take(ctx); // it is still there
        try (var mine = Context.withTimeout(ctx, Duration.ofMillis(20))) {
            assertThatThrownBy(() -> one.take(mine)).isInstanceOf(DeadlineExceededException.class);
        }
    }

    @Test
    void pausesGrowUpToABound() {
        Backoff backoff = new Backoff(Duration.ofMillis(10), Duration.ofMillis(50));
        assertThat(backoff.after(1)).isEqualTo(Duration.ofMillis(10));
        assertThat(backoff.after(2)).isEqualTo(Duration.ofMillis(20));
        assertThat(backoff.after(3)).isEqualTo(Duration.ofMillis(40));
        assertThat(backoff.after(4)).isEqualTo(Duration.ofMillis(50));
        assertThat(backoff.after(1_000_000)).isEqualTo(Duration.ofMillis(50));
    }
}

package dev.weft.conformance.x.sync.semaphore;

import static dev.weft.context.Context.background;
import static dev.weft.support.Goroutines.awaitParked;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Channel;
import dev.weft.Go;
import dev.weft.Unit;
import dev.weft.context.CancelableContext;
import dev.weft.context.CanceledException;
import dev.weft.context.Context;
import dev.weft.context.ContextException;
import dev.weft.context.DeadlineExceededException;
import dev.weft.support.Goroutines;
import dev.weft.support.Outcome;
import dev.weft.sync.ErrGroup;
import dev.weft.sync.WaitGroup;
import dev.weft.sync.WeightedSemaphore;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * No more is held than there is, waiters are served in order, and a waiter that gives up leaves nothing behind.
 */
@DisplayName("x/sync/semaphore/semaphore_test.go")
class SemaphoreTest {
    private static final String PARKED = "select";

    @RegisterExtension
    final Goroutines g = new Goroutines();

    /** Each of them acquires a different number, from 0 to one less than the size, again and again. */
    @Test
    @DisplayName("TestWeighted")
    void whatTheyHoldTogetherNeverExceedsTheSize() throws InterruptedException {
        int n = 10;
        WeightedSemaphore sem = new WeightedSemaphore(n);
        AtomicLong held = new AtomicLong();
        for (int i = 0; i < n; i++) {
            int weight = i;
            g.go(() -> {
                for (int round = 0; round < 10_000 / n; round++) {
                    sem.acquire(background(), weight);
                    assertThat(held.addAndGet(weight)).isLessThanOrEqualTo(n);
                    Go.gosched();
                    held.addAndGet(-weight);
                    sem.release(weight);
                }
            });
        }
        g.joinAll();
        assertThat(sem.tryAcquire(n)).isTrue();
    }

    @Test
    @DisplayName("TestWeightedPanic")
    void toReleaseWhatWasNotAcquiredFails() {
        WeightedSemaphore sem = new WeightedSemaphore(1);
        assertThatThrownBy(() -> sem.release(1))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("semaphore: released more than held");
    }

    @Test
    @DisplayName("TestWeightedTryAcquire")
    void tryAcquireSucceedsIfThereIsEnough() throws InterruptedException {
        WeightedSemaphore sem = new WeightedSemaphore(2);
        sem.acquire(background(), 1);
        assertThat(sem.tryAcquire(1)).isTrue();
        assertThat(sem.tryAcquire(1)).isFalse();
        sem.release(2);
        assertThat(sem.tryAcquire(1)).isTrue();
        sem.acquire(background(), 1);
        assertThat(sem.tryAcquire(1)).isFalse();
    }

    @Test
    @DisplayName("TestWeightedAcquire")
    void acquireFailsWhenItsTimeIsOver() throws InterruptedException {
        WeightedSemaphore sem = new WeightedSemaphore(2);
        sem.acquire(background(), 1);
        sem.acquire(background(), 1);
        assertTimesOut(sem);
        sem.release(2);
        sem.acquire(background(), 1);
        sem.acquire(background(), 1);
        assertTimesOut(sem);
    }

    private static void assertTimesOut(WeightedSemaphore sem) {
        try (CancelableContext ctx = Context.withTimeout(background(), Duration.ofMillis(10))) {
            assertThatThrownBy(() -> sem.acquire(ctx, 1)).isExactlyInstanceOf(DeadlineExceededException.class);
        }
    }

    @Test
    @DisplayName("TestWeightedDoesntBlockIfTooBig")
    void whoAsksForTooMuchBlocksNobody() throws Exception {
        int n = 2;
        WeightedSemaphore sem = new WeightedSemaphore(n);
        CancelableContext ctx = Context.withCancel(background());
        Outcome<Void> tooBig = Outcome.start(g, true, () -> {
            sem.acquire(ctx, n + 1);
            return null;
        });
        tooBig.awaitParked(PARKED);
        ErrGroup group = ErrGroup.withContext(background());
        for (int i = 0; i < 3 * n; i++) {
            group.go(() -> {
                sem.acquire(group.context(), 1);
                Go.gosched();
                sem.release(1);
            });
        }
        group.awaitOrThrow();
        assertThat(tooBig.isParked(PARKED)).isTrue();
        ctx.cancel();
        tooBig.assertFailure().isExactlyInstanceOf(CanceledException.class);
    }

    /**
     * As many goroutines as there are places release theirs and take it again, without a pause, until the large acquire
     * was served.
     */
    @Test
    @DisplayName("TestLargeAcquireDoesntStarve")
    void whoAsksForAllGetsItAmongManyWhoAskForLittle() throws InterruptedException {
        int n = 4;
        WeightedSemaphore sem = new WeightedSemaphore(n);
        AtomicBoolean running = new AtomicBoolean(true);
        WaitGroup wg = new WaitGroup();
        for (int i = 0; i < n; i++) {
            sem.acquire(background(), 1);
            wg.go(() -> {
                try {
                    while (running.get()) {
                        Go.gosched();
                        sem.release(1);
                        sem.acquire(background(), 1);
                    }
                } finally {
                    sem.release(1);
                }
            });
        }
        sem.acquire(background(), n);
        running.set(false);
        sem.release(n);
        wg.await();
        assertThat(sem.tryAcquire(n)).isTrue();
    }

    @Test
    @DisplayName("TestAllocCancelDoesntStarve")
    void whoIsBlockedOnlyByOneThatIsCancelledGoesOn() throws InterruptedException {
        WeightedSemaphore sem = new WeightedSemaphore(10);
        sem.acquire(background(), 1);
        CancelableContext ctx = Context.withCancel(background());
        Outcome<Void> large = Outcome.start(g, true, () -> {
            sem.acquire(ctx, 10);
            return null;
        });
        large.awaitParked(PARKED);
        assertThat(sem.tryAcquire(1)).isFalse();
        Thread small = g.go(() -> sem.acquire(background(), 1));
        awaitParked(small, PARKED);
        ctx.cancel();
        g.join(small);
        large.assertFailure().isExactlyInstanceOf(CanceledException.class);
    }

    @Test
    @DisplayName("TestWeightedAcquireCanceled")
    void whoIsCancelledBeforeThereIsEnoughFails() throws InterruptedException {
        AtomicInteger parked = new AtomicInteger();
        for (int round = 0; round < 200; round++) {
            WeightedSemaphore sem = new WeightedSemaphore(2);
            CancelableContext ctx = Context.withCancel(background());
            sem.acquire(background(), 1);
            boolean wait = round % 2 == 0;
            Thread me = Thread.currentThread();
            Channel<Unit> start = Channel.make();
            g.go(() -> {
                start.send(Unit.UNIT);
                if (wait) {
                    awaitParked(me, PARKED);
                    parked.incrementAndGet();
                }
                ctx.cancel();
                sem.release(1);
            });
            start.receive();
            try {
                sem.acquire(ctx, 2);
                throw new AssertionError("the context was done before there was enough");
            } catch (ContextException e) {
                assertThat(e).isExactlyInstanceOf(CanceledException.class);
            }
            // One place was free all the time. (The other one may not be yet.)
            assertThat(sem.tryAcquire(1)).isTrue();
            sem.release(1);
            g.joinAll();
        }
        assertThat(parked.get()).isEqualTo(100);
    }
}

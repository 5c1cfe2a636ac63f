package dev.weft.sync;

import static dev.weft.support.Goroutines.awaitParked;
import static dev.weft.support.Goroutines.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.weft.Channel;
import dev.weft.Go;
import dev.weft.ReceiveChannel;
import dev.weft.Task;
import dev.weft.context.CancelableContext;
import dev.weft.context.CanceledException;
import dev.weft.context.Context;
import dev.weft.context.ContextException;
import dev.weft.context.DeadlineExceededException;
import dev.weft.internal.channel.ChannelCore;
import dev.weft.support.Goroutines;
import dev.weft.support.OtherContext;
import dev.weft.support.Outcome;
import dev.weft.testing.SyncTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeightedSemaphoreTest {
    private static final String PARKED = "select";
    private static final Duration LONG = Duration.ofDays(1);

    @RegisterExtension
    final Goroutines g = new Goroutines();

    private final WeightedSemaphore sem = new WeightedSemaphore(10);

    @Test
    void whatIsHeldNeverExceedsTheSize() throws InterruptedException {
        sem.acquire(4);
        sem.acquire(Context.background(), 6);
        assertThat(sem.tryAcquire(1)).isFalse();
        assertThat(sem.tryAcquire(0)).isTrue();
        assertThat(sem.tryAcquire(1, Duration.ofNanos(1))).isFalse();
        sem.release(3);
        assertThat(sem.tryAcquire(4)).isFalse();
        assertThat(sem.tryAcquire(3, Duration.ZERO)).isTrue();
        sem.release(10);
        assertThat(sem.tryAcquire(10)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoWaitsGetsItAsSoonAsThereIsEnough(boolean virtual) throws InterruptedException {
        sem.acquire(10);
        List<Outcome<Boolean>> waiting = List.of(
                start(virtual, () -> sem.acquire(4)).awaitParked(PARKED),
                start(virtual, () -> sem.acquire(Context.todo(), 2)).awaitParked(PARKED),
                Outcome.start(g, virtual, () -> sem.tryAcquire(3, LONG)).awaitParked(PARKED));
        sem.release(3);
        assertThat(waiting).allMatch(w -> w.isParked(PARKED));
        sem.release(6);
        assertThat(waiting).allMatch(Outcome::value);
        assertThat(sem.tryAcquire(1)).isFalse();
        sem.release(10);
    }

    @Test
    void whoComesLaterWaitsBehindEvenIfThereIsEnoughForIt() throws InterruptedException {
        List<Integer> order = new CopyOnWriteArrayList<>();
        sem.acquire(5);
        List<Outcome<Boolean>> waiting = new ArrayList<>();
        for (int n : new int[] {10, 1, 9, 2}) {
            waiting.add(start(true, () -> {
                sem.acquire(n);
                order.add(n);
                sem.release(n); // so no large request is served together with its neighbors
            }).awaitParked(PARKED));
        }
        assertThat(sem.tryAcquire(1)).as("five are free, but others wait").isFalse();
        assertThat(sem.tryAcquire(0)).isFalse();
        assertThat(sem.tryAcquire(1, Duration.ofNanos(1))).isFalse();
        sem.release(5);
        waiting.forEach(Outcome::value);
        assertThat(order.getFirst()).isEqualTo(10);
        assertThat(order).containsExactlyInAnyOrder(10, 1, 9, 2);
        assertThat(order.indexOf(9)).as("9 and 2 do not go together").isLessThan(order.indexOf(2));
    }

    @Test
    void thoseThatWaitAreServedInOrder() throws InterruptedException {
        Channel<Integer> order = Channel.make(20);
        sem.acquire(10);
        List<Outcome<Boolean>> waiting = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            int n = i;
            waiting.add(start(i % 2 == 0, () -> {
                sem.acquire(10);
                order.send(n);
                sem.release(10);
            }).awaitParked(PARKED));
        }
        sem.release(10);
        for (int i = 0; i < 20; i++) {
            assertThat(order.receive()).isEqualTo(i);
        }
        waiting.forEach(Outcome::value);
    }

    /** After a context, a time-out or an interrupt ends a wait, requests that only this one blocked get their turn. */
    @Test
    void whoeverGivesUpLetsTheNextOnesIn() throws InterruptedException {
        for (String how : List.of("context", "interrupt")) {
            CancelableContext ctx = Context.withCancel(Context.background());
            sem.acquire(1);
            Outcome<Boolean> large = start(true, () -> sem.acquire(ctx, 10)).awaitParked(PARKED);
            Outcome<Boolean> small = start(true, () -> sem.acquire(4)).awaitParked(PARKED);
            Outcome<Boolean> other = start(true, () -> sem.acquire(5)).awaitParked(PARKED);
            if (how.equals("context")) {
                ctx.cancel();
                large.assertFailure().isExactlyInstanceOf(CanceledException.class);
            } else {
                large.thread().interrupt();
                large.assertFailure().isExactlyInstanceOf(InterruptedException.class);
                assertThat(large.interruptFlag()).isFalse();
            }
            small.value();
            other.value();
            sem.release(10);
        }
        sem.acquire(1);
        Outcome<Boolean> impatient = Outcome.start(g, true, () -> sem.tryAcquire(10, Duration.ofMillis(1)));
        assertThat(impatient.value()).isFalse();
        assertThat(sem.tryAcquire(9)).isTrue();
    }

    @Test
    void whoGivesUpInTheMiddleChangesNothingForTheOthers() throws InterruptedException {
        sem.acquire(10);
        Outcome<Boolean> first = start(true, () -> sem.acquire(6)).awaitParked(PARKED);
        Outcome<Boolean> second = start(true, () -> sem.acquire(1)).awaitParked(PARKED);
        Outcome<Boolean> third = start(true, () -> sem.acquire(4)).awaitParked(PARKED);
        sem.release(5);
        second.thread().interrupt();
        second.assertFailure().isInstanceOf(InterruptedException.class);
        assertThat(first.isParked(PARKED) && third.isParked(PARKED)).isTrue();
        sem.release(5);
        first.value();
        third.value();
        assertThat(sem.tryAcquire(1)).isFalse();
    }

    @Test
    void aContextThatIsDoneIsReasonToFailEvenIfThereIsEnough() throws InterruptedException {
        CancelableContext ctx = Context.withCancel(Context.background());
        Exception cause = new Exception("the cause");
        ctx.cancel(cause);
        for (long n : new long[] {0, 1, 10, 11}) {
            assertThatThrownBy(() -> sem.acquire(ctx, n)).isExactlyInstanceOf(CanceledException.class).hasCause(cause);
        }
        assertThat(sem.tryAcquire(10)).isTrue();
        Context late = Context.withTimeout(Context.background(), Duration.ofMillis(1));
        assertThatThrownBy(() -> sem.acquire(late, 1)).isExactlyInstanceOf(DeadlineExceededException.class);
    }

    @Test
    void contextsOfSomebodyElse() throws InterruptedException {
        CancelableContext inner = Context.withCancel(Context.background());
        sem.acquire(new OtherContext(inner), 10);
        Outcome<Boolean> waiting = start(true, () -> sem.acquire(new OtherContext(inner), 1)).awaitParked(PARKED);
        Context never = new OtherContext(inner) {
            @Override
            public ReceiveChannel<?> done() {
                return null;
            }
        };
        Outcome<Boolean> patient = start(true, () -> sem.acquire(never, 2)).awaitParked(PARKED);
        inner.cancel();
        waiting.assertFailure().isExactlyInstanceOf(CanceledException.class);
        sem.release(10);
        patient.value();
        Context silent = new OtherContext(inner) {
            @Override
            public ContextException err() {
                return null;
            }
        };
        assertThatThrownBy(() -> sem.acquire(silent, 1)).isExactlyInstanceOf(CanceledException.class);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoAsksForMoreThanTheSizeWaitsInVainAndBlocksNobody(boolean virtual) throws InterruptedException {
        CancelableContext ctx = Context.withCancel(Context.background());
        Outcome<Boolean> withContext = start(virtual, () -> sem.acquire(ctx, 11)).awaitParked(PARKED);
        Outcome<Boolean> without = start(virtual, () -> sem.acquire(Long.MAX_VALUE)).awaitParked("select (no cases)");
        assertThat(sem.tryAcquire(11)).isFalse();
        assertThat(sem.tryAcquire(11, Duration.ofNanos(1))).isFalse();
        assertThat(sem.tryAcquire(11, Duration.ZERO)).isFalse();
        sem.acquire(10);
        sem.release(10);
        ctx.cancel();
        withContext.assertFailure().isExactlyInstanceOf(CanceledException.class);
        without.thread().interrupt();
        without.assertFailure().isExactlyInstanceOf(InterruptedException.class);
        assertThat(sem.tryAcquire(10)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anInterruptOnEntryCountsEvenIfThereIsEnough(boolean virtual) throws InterruptedException {
        g.join(g.start(virtual, () -> {
            Thread me = Thread.currentThread();
            me.interrupt();
            assertThatThrownBy(() -> sem.acquire(1)).isExactlyInstanceOf(InterruptedException.class);
            assertThat(me.isInterrupted()).isFalse();
            me.interrupt();
            assertThatThrownBy(() -> sem.acquire(Context.background(), 1)).isInstanceOf(InterruptedException.class);
            me.interrupt();
            assertThatThrownBy(() -> sem.tryAcquire(1, LONG)).isInstanceOf(InterruptedException.class);
            me.interrupt();
            assertThat(sem.tryAcquire(1)).isTrue();
            sem.release(1);
            assertThat(Thread.interrupted()).isTrue();
        }));
        assertThat(sem.tryAcquire(10)).isTrue();
    }

    @Test
    void misuse() throws InterruptedException {
        sem.acquire(3);
        for (long n : new long[] {4, 11, Long.MAX_VALUE}) {
            assertThatThrownBy(() -> sem.release(n))
                    .isExactlyInstanceOf(IllegalStateException.class)
                    .hasMessage("semaphore: released more than held: " + n + " > 3");
        }
        String negative = "semaphore: negative weight: -1";
        assertThatIllegalArgumentException().isThrownBy(() -> sem.release(-1)).withMessage(negative);
        assertThatIllegalArgumentException().isThrownBy(() -> sem.acquire(-1)).withMessage(negative);
        assertThatIllegalArgumentException().isThrownBy(() -> sem.acquire(Context.background(), Long.MIN_VALUE))
                .withMessage("semaphore: negative weight: " + Long.MIN_VALUE);
        assertThatIllegalArgumentException().isThrownBy(() -> sem.tryAcquire(-1)).withMessage(negative);
        assertThatIllegalArgumentException().isThrownBy(() -> sem.tryAcquire(-1, LONG)).withMessage(negative);
        assertThatIllegalArgumentException().isThrownBy(() -> new WeightedSemaphore(-2))
                .withMessage("semaphore: negative size: -2");
        assertThatNullPointerException().isThrownBy(() -> sem.acquire(null, 1));
        assertThatNullPointerException().isThrownBy(() -> sem.tryAcquire(1, null));
        assertThat(sem.tryAcquire(8)).as("three are held still").isFalse();
        sem.release(3);
        assertThat(sem.tryAcquire(10)).isTrue();
        assertThat(new WeightedSemaphore(0).tryAcquire(0)).isTrue();
        assertThat(new WeightedSemaphore(Long.MAX_VALUE).tryAcquire(Long.MAX_VALUE)).isTrue();
    }

    /** A thread that holds all of it is alone, and sees what earlier holders have written. */
    @Test
    void isAMutexForThoseWhoTakeAll() {
        int[] counter = {0}; // synchronized by the semaphore alone
        for (int i = 0; i < 8; i++) {
            g.start(i % 4 != 3, () -> {
                for (int k = 0; k < 500; k++) {
                    sem.acquire(10);
                    counter[0]++;
                    sem.release(10);
                }
            });
        }
        g.joinAll();
        assertThat(counter[0]).isEqualTo(4_000);
    }

    /** A thread that gives up at the very moment at which it is served leaves nothing behind. */
    @Test
    void nothingIsLostWhateverHappensAtTheSameTime() {
        AtomicLong held = new AtomicLong();
        AtomicInteger served = new AtomicInteger();
        for (int i = 0; i < 8; i++) {
            g.go(() -> {
                ThreadLocalRandom random = ThreadLocalRandom.current();
                for (int k = 0; k < 500; k++) {
                    int n = random.nextInt(12);
                    if (request(n, random.nextInt(4))) {
                        assertThat(held.addAndGet(n)).isLessThanOrEqualTo(10);
                        served.incrementAndGet();
                        Thread.yield();
                        held.addAndGet(-n);
                        sem.release(n);
                    }
                }
            });
        }
        g.joinAll();
        assertThat(held.get()).isZero();
        assertThat(served.get()).isPositive();
        assertThat(sem.tryAcquire(10)).as("all has been given back, and nobody waits").isTrue();
    }

    private boolean request(int n, int how) throws InterruptedException {
        Thread me = Thread.currentThread();
        try {
            switch (how) {
                case 0 -> {
                    return sem.tryAcquire(n, Duration.ofNanos(50_000));
                }
                case 1 -> {
                    AtomicBoolean over = new AtomicBoolean();
                    g.go(() -> {
                        me.interrupt();
                        over.set(true);
                    });
                    try {
                        sem.acquire(n);
                        return true;
                    } finally {
                        awaitUntil(over::get);
                        Thread.interrupted();
                    }
                }
                case 2 -> {
                    CancelableContext ctx = Context.withCancel(Context.background());
                    g.go(ctx::cancel);
                    sem.acquire(ctx, n);
                    return true;
                }
                default -> {
                    sem.acquire(Context.withTimeout(Context.background(), Duration.ofNanos(50_000)), n);
                    return true;
                }
            }
        } catch (InterruptedException | ContextException e) {
            return false;
        }
    }

    /** A thread outside of the bubble has found that nobody waits; by the time it gives back, somebody does. */
    @Test
    void aReleaseFromOutsideOfTheBubbleThatIsRefusedHasChangedNothing() throws Exception {
        SyncTest.run(() -> {
            WeightedSemaphore inside = new WeightedSemaphore(1);
            inside.acquire(1);
            Go.go(() -> {
                inside.acquire(1);
                inside.release(1);
            });
            SyncTest.await();
            AtomicReference<Throwable> refused = new AtomicReference<>();
            Thread.ofPlatform().start(() -> refused.set(catchThrowable(() -> inside.giveBack(1)))).join();
            assertThat(refused.get()).isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("release of synctest semaphore from outside bubble");
            assertThat(inside.toString()).endsWith("[held 1 of 1, some wait]");
            inside.release(1);
        });
    }

    /** All contexts that are never done share one channel; nobody takes its lock. */
    @Test
    void whoNeedsNoContextDoesNotMeetTheOthers() throws Exception {
        ChannelCore<?> never = (ChannelCore<?>) Context.background().done();
        never.lock();
        try {
            g.join(g.platform(() -> sem.acquire(Context.background(), 1)));
        } finally {
            never.unlock();
        }
    }

    @Test
    void aHundredThousandThatGiveUpLeaveInNoTime() throws InterruptedException {
        CancelableContext ctx = Context.withCancel(Context.background());
        sem.acquire(10);
        AtomicInteger failed = new AtomicInteger();
        List<Thread> waiting = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            waiting.add(Go.go(() -> {
                try {
                    sem.acquire(ctx, 1);
                } catch (ContextException | InterruptedException e) {
                    failed.incrementAndGet();
                }
            }));
        }
        awaitParked(waiting.getLast(), PARKED);
        ctx.cancel();
        waiting.forEach(g::join);
        assertThat(failed.get()).isEqualTo(100_000);
        sem.release(10);
        assertThat(sem.tryAcquire(10)).isTrue();
    }

    private Outcome<Boolean> start(boolean virtual, Task<?> task) {
        return Outcome.start(g, virtual, () -> {
            task.run();
            return true;
        });
    }
}

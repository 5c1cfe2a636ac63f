package dev.weft.testing;

import static dev.weft.Go.go;
import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Channel;
import dev.weft.Go;
import dev.weft.ReceiveCase;
import dev.weft.Task;
import dev.weft.Unit;
import dev.weft.context.CancelableContext;
import dev.weft.context.Context;
import dev.weft.context.DeadlineExceededException;
import dev.weft.sync.Cond;
import dev.weft.sync.ErrGroup;
import dev.weft.sync.Mutex;
import dev.weft.sync.RWMutex;
import dev.weft.sync.WaitGroup;
import dev.weft.sync.WeightedSemaphore;
import dev.weft.time.RateLimitExceededException;
import dev.weft.time.RateLimiter;
import dev.weft.time.Ticker;
import dev.weft.time.Timer;
import dev.weft.time.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/** Everything that waits for a time asks the clock of its bubble: it takes that long to the nanosecond, and no real time. */
@Timeout(60)
class VirtualTimeTest {
    private static final Duration HOUR = Duration.ofHours(1);

    /** An operation that waits for something that never comes, and gives up. */
    private record Waits(String name, Operation operation) {
        interface Operation {
            void giveUpAfter(Duration d) throws Exception;
        }
    }

    private static final List<Waits> ALL = List.of(
            new Waits("Go.sleep", Go::sleep),
            new Waits("Go.sleep with a context", d -> Go.sleep(Context.withCancel(Context.background()), d)),
            new Waits("tryReceive", d -> assertThat(Channel.make().tryReceive(d)).isNull()),
            new Waits("tryReceive, with a buffer", d -> assertThat(Channel.make(3).tryReceive(d)).isNull()),
            new Waits("tryReceive from what never comes", d -> {
                assertThat(select(d, receive(Context.background().done()))).isEqualTo(-1);
            }),
            new Waits("trySend", d -> assertThat(Channel.<Unit>make().trySend(Unit.UNIT, d)).isFalse()),
            new Waits("select", d -> assertThat(select(d, receive(Channel.make()))).isEqualTo(-1)),
            new Waits("select without cases", d -> assertThat(select(d)).isEqualTo(-1)),
            new Waits("Timers.after", d -> {
                Instant due = Timers.now().plus(d);
                assertThat(Timers.after(d).receive()).isEqualTo(due);
            }),
            new Waits("Timers.after in a select", d -> {
                ReceiveCase<Instant> after = receive(Timers.after(d));
                assertThat(select(receive(Channel.make()), after)).isEqualTo(1);
                assertThat(after.value()).isEqualTo(Timers.now());
            }),
            new Waits("Timer.reset while somebody waits", d -> {
                Timer timer = Timers.newTimer(Duration.ofDays(300));
                go(() -> timer.reset(d));
                timer.channel().receive();
            }),
            new Waits("Ticker", d -> {
                try (Ticker ticker = Timers.newTicker(d.dividedBy(4))) {
                    for (int i = 0; i < 4; i++) {
                        ticker.channel().receive();
                    }
                }
            }),
            new Waits("afterFunc", d -> {
                Channel<Unit> done = Channel.make();
                Timers.afterFunc(d, () -> done.send(Unit.UNIT));
                done.receive();
            }),
            new Waits("a context with a time-out", d -> {
                try (CancelableContext ctx = Context.withTimeout(Context.background(), d)) {
                    ctx.done().receive();
                    assertThat(ctx.err()).isInstanceOf(DeadlineExceededException.class);
                }
            }),
            new Waits("a context with a deadline, and one derived from it", d -> {
                try (CancelableContext ctx = Context.withDeadline(Context.background(), Timers.now().plus(d));
                        CancelableContext child = Context.withCancel(ctx)) {
                    child.done().receive();
                }
            }),
            new Waits("a function that waits for a context", d -> {
                Channel<Unit> done = Channel.make();
                try (CancelableContext ctx = Context.withTimeout(Context.background(), d)) {
                    Context.afterFunc(ctx, () -> done.send(Unit.UNIT));
                    done.receive();
                }
            }),
            new Waits("WaitGroup.await", d -> {
                WaitGroup group = new WaitGroup();
                group.add(1);
                assertThat(group.await(d)).isFalse();
            }),
            new Waits("WaitGroup.await with a context", d -> {
                WaitGroup group = new WaitGroup();
                group.add(1);
                try (CancelableContext ctx = Context.withTimeout(Context.background(), d)) {
                    assertThatThrownBy(() -> group.await(ctx)).isInstanceOf(DeadlineExceededException.class);
                }
            }),
            new Waits("ErrGroup.await", d -> {
                ErrGroup group = new ErrGroup();
                Channel<Unit> end = Channel.make();
                group.go(() -> end.receive());
                assertThat(group.await(d)).isFalse();
                end.close();
                group.awaitOrThrow();
            }),
            new Waits("Mutex.tryLock", d -> assertThat(locked().tryLock(d)).isFalse()),
            new Waits("Mutex.tryLock, as a Lock", d -> {
                assertThat(locked().tryLock(d.toNanos(), TimeUnit.NANOSECONDS)).isFalse();
            }),
            new Waits("RWMutex.tryLock", d -> assertThat(lockedForReading().tryLock(d)).isFalse()),
            new Waits("RWMutex.tryRLock", d -> assertThat(lockedForWriting().tryRLock(d)).isFalse()),
            new Waits("RWMutex's locks, as Locks", d -> {
                Lock write = lockedForReading().writeLock();
                assertThat(write.tryLock(d.toNanos() / 2, TimeUnit.NANOSECONDS)).isFalse();
                Lock read = lockedForWriting().readLock();
                assertThat(read.tryLock(d.toNanos() / 2, TimeUnit.NANOSECONDS)).isFalse();
            }),
            new Waits("Cond.await", d -> {
                Cond cond = new Cond(locked());
                assertThat(cond.await(d)).isFalse();
            }),
            new Waits("Condition.awaitNanos", d -> {
                Condition condition = locked().newCondition();
                assertThat(condition.awaitNanos(d.toNanos())).isZero();
            }),
            new Waits("Condition.awaitUntil", d -> {
                Condition condition = locked().newCondition();
                assertThat(condition.awaitUntil(Date.from(Timers.now().plus(d)))).isFalse();
            }),
            new Waits("WeightedSemaphore.tryAcquire", d -> {
                assertThat(new WeightedSemaphore(0).tryAcquire(1, d)).isFalse();
            }),
            new Waits("WeightedSemaphore.acquire with a context", d -> {
                try (CancelableContext ctx = Context.withTimeout(Context.background(), d)) {
                    assertThatThrownBy(() -> new WeightedSemaphore(0).acquire(ctx, 1))
                            .isInstanceOf(DeadlineExceededException.class);
                }
            }),
            new Waits("RateLimiter.await", d -> {
                RateLimiter limiter = new RateLimiter(RateLimiter.every(d), 1);
                limiter.await();
                limiter.await();
            }),
            new Waits("RateLimiter.await with a context", d -> {
                RateLimiter limiter = new RateLimiter(RateLimiter.every(d), 1);
                assertThat(limiter.allow()).isTrue();
                try (CancelableContext ctx = Context.withTimeout(Context.background(), d.plusNanos(1))) {
                    limiter.await(ctx);
                }
                try (CancelableContext ctx = Context.withTimeout(Context.background(), d.dividedBy(2))) {
                    assertThatThrownBy(() -> limiter.await(ctx)).isInstanceOf(RateLimitExceededException.class);
                }
            }),
            new Waits("RateLimiter.Reservation", d -> {
                RateLimiter limiter = new RateLimiter(RateLimiter.every(d), 1);
                assertThat(limiter.reserve().delay()).isZero();
                RateLimiter.Reservation second = limiter.reserve();
                assertThat(second.delay()).isEqualTo(d);
                Go.sleep(second.delay());
                assertThat(limiter.allow()).isFalse();
            }));

    private static Mutex locked() {
        Mutex mutex = new Mutex();
        mutex.lock();
        return mutex;
    }

    private static RWMutex lockedForReading() {
        RWMutex mutex = new RWMutex();
        mutex.rLock();
        return mutex;
    }

    private static RWMutex lockedForWriting() {
        RWMutex mutex = new RWMutex();
        mutex.lock();
        return mutex;
    }

    /** Runs a test in a bubble, and returns how long it took there. */
    private static Duration took(Task<?> test) throws Exception {
        Duration[] took = new Duration[1];
        SyncTest.run(() -> {
            Instant start = Timers.now();
            test.run();
            took[0] = Timers.since(start);
        });
        return took[0];
    }

    @TestFactory
    Stream<DynamicTest> takesExactlyAsLongAsItIsTold() {
        return ALL.stream().map(w -> DynamicTest.dynamicTest(w.name,
                () -> assertThat(took(() -> w.operation.giveUpAfter(HOUR))).isEqualTo(HOUR)));
    }

    /** The same in a goroutine that others outlive, so that another thread moves the clock. */
    @TestFactory
    Stream<DynamicTest> takesAsLongWhileOthersSleep() {
        return ALL.stream().map(w -> DynamicTest.dynamicTest(w.name, () -> assertThat(took(() -> {
            WaitGroup others = new WaitGroup();
            for (int i = 1; i <= 3; i++) {
                Duration nap = Duration.ofMinutes(i).plusNanos(1);
                others.go(() -> {
                    Instant start = Timers.now();
                    for (int k = 0; k < 10; k++) {
                        Go.sleep(nap);
                    }
                    assertThat(Timers.since(start)).isEqualTo(nap.multipliedBy(10));
                });
            }
            w.operation.giveUpAfter(HOUR);
            others.await();
        })).isEqualTo(HOUR)));
    }

    @Test
    void theClockStartsAtTheSameMomentForEachTest() throws Exception {
        for (int i = 0; i < 3; i++) {
            SyncTest.run(() -> {
                assertThat(Timers.now()).isEqualTo("2000-01-01T00:00:00Z");
                Go.sleep(Duration.ofDays(365 * 200));
                assertThat(Timers.until(Instant.parse("2000-01-01T00:00:00Z"))).isEqualTo(Duration.ofDays(-365 * 200));
            });
        }
    }

    @Test
    void outsideTheTimeGoesOnMeanwhile() throws Exception {
        Instant before = Timers.now();
        SyncTest.run(() -> Go.sleep(Duration.ofDays(1)));
        assertThat(Timers.since(before)).isBetween(Duration.ZERO, Duration.ofMinutes(1));
    }

    @Test
    void theClockStandsStillWhileAGoroutineRuns() throws Exception {
        SyncTest.run(() -> {
            go(() -> Go.sleep(Duration.ofSeconds(1)));
            Instant start = Timers.now();
            long until = System.nanoTime() + 20_000_000;
            while (System.nanoTime() < until) {
                Go.gosched();
            }
            Thread.sleep(20); // real time, and nobody's business
            assertThat(Timers.now()).isEqualTo(start);
            Go.sleep(Duration.ofSeconds(2));
        });
    }

    @Test
    void whatIsSetForNowHappensAtOnce() throws Exception {
        SyncTest.run(() -> {
            Channel<Instant> ran = Channel.make(2);
            Timers.afterFunc(Duration.ZERO, () -> ran.send(Timers.now()));
            Timers.afterFunc(Duration.ofSeconds(-1), () -> ran.send(Timers.now()));
            assertThat(ran.receive()).isEqualTo("2000-01-01T00:00:00Z");
            assertThat(ran.receive()).isEqualTo("2000-01-01T00:00:00Z");
        });
    }

    @Test
    void aStoppedTimerDoesNotMoveTheClock() throws Exception {
        SyncTest.run(() -> {
            Timer timer = Timers.afterFunc(Duration.ofSeconds(1), () -> {
                throw new AssertionError("stopped");
            });
            try (CancelableContext ctx = Context.withTimeout(Context.background(), Duration.ofSeconds(2))) {
                assertThat(ctx.err()).isNull();
            }
            assertThat(timer.stop()).isTrue();
            assertThat(took3Seconds()).isTrue();
        });
    }

    private static boolean took3Seconds() throws InterruptedException {
        Instant start = Timers.now();
        Timers.after(Duration.ofSeconds(3)).receive();
        return Timers.since(start).equals(Duration.ofSeconds(3));
    }

    /** A day of a service: a tick a minute, retries with growing pauses, a deadline, something at noon. */
    @Test
    void aDay() throws Exception {
        List<String> log = new ArrayList<>();
        SyncTest.run(() -> {
            try (CancelableContext ctx = Context.withTimeout(Context.background(), Duration.ofHours(24))) {
                Channel<Integer> ticks = Channel.make(1);
                go(() -> {
                    int n = 0;
                    try (Ticker ticker = Timers.newTicker(Duration.ofMinutes(1))) {
                        while (select(receive(ctx.done()), receive(ticker.channel())) == 1) {
                            n++;
                        }
                    }
                    ticks.send(n);
                });
                Timers.afterFunc(Duration.ofHours(12), () -> log.add("noon " + Timers.now()));
                int attempts = 0;
                for (Duration pause = Duration.ofSeconds(1);; attempts++) {
                    try {
                        Go.sleep(ctx, pause);
                    } catch (DeadlineExceededException e) {
                        break;
                    }
                    pause = pause.multipliedBy(2);
                }
                log.add(attempts + " attempts, " + Timers.now());
                // The last tick and the deadline come at the same moment, in any order.
                assertThat(ticks.receive()).isBetween(1439, 1440);
            }
        });
        assertThat(log).containsExactly("noon 2000-01-01T12:00:00Z", "16 attempts, 2000-01-02T00:00:00Z");
    }
}

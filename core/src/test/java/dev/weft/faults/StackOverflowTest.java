package dev.weft.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Channel;
import dev.weft.Go;
import dev.weft.ReceiveChannel;
import dev.weft.Select;
import dev.weft.Task;
import dev.weft.Unit;
import dev.weft.context.Context;
import dev.weft.support.Dive;
import dev.weft.support.Goroutines;
import dev.weft.support.OtherContext;
import dev.weft.sync.Cond;
import dev.weft.sync.ErrGroup;
import dev.weft.sync.Mutex;
import dev.weft.sync.Once;
import dev.weft.sync.RWMutex;
import dev.weft.sync.SingleFlight;
import dev.weft.sync.WaitGroup;
import dev.weft.sync.WeightedSemaphore;
import dev.weft.time.RateLimiter;
import dev.weft.time.Ticker;
import dev.weft.time.Timers;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Operations at the end of the stack, where a {@link Dive} tries them. Afterwards the object works as if nothing had
 * happened, and so do the scheduler and the timers, which all share.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class) // platform threads last would take three times as long
class StackOverflowTest {
    private static final Duration SOON = Duration.ofNanos(1);
    private static final Duration SHORT = Duration.ofMillis(1);

    /** So long that a wait usually parks. */
    private static final Duration PARKS = Duration.ofNanos(30_000);

    private static final Duration DAY = Duration.ofDays(1);
    private static final int THREADS = 16;
    private static final int GOROUTINES = 10;
    private static final long STACK = 256 << 10;

    /** How often a thread tries the operation on the way back: enough that the stack suffices in the end. */
    private static final int ATTEMPTS = 2_000;

    /** The same for a goroutine, which may have to come back half the way before it can park. */
    private static final int ATTEMPTS_OF_GOROUTINE = 400;

    @RegisterExtension
    final Goroutines g = new Goroutines();

    /**
     * The operation at the end of the stack; what the same thread does when it is back, before its program can end; and the
     * check that must succeed afterwards, in another thread.
     */
    private record Subject(Task<?> operation, Task<?> end, Task<?> check) {
        Subject(Task<?> operation, Task<?> check) {
            this(operation, () -> {}, check);
        }
    }

    private record Kind(String name, Supplier<Subject> make) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Kind> kinds() {
        return Stream.of(new Kind("unbuffered", StackOverflowTest::unbuffered),
                new Kind("buffered", StackOverflowTest::buffered),
                new Kind("try", StackOverflowTest::tryBuffered),
                new Kind("select", StackOverflowTest::select),
                new Kind("trySelect", StackOverflowTest::trySelect),
                new Kind("Mutex that is held", StackOverflowTest::mutexHeld),
                new Kind("RWMutex, writer", StackOverflowTest::writer),
                new Kind("WaitGroup", StackOverflowTest::waitGroup),
                new Kind("Cond", StackOverflowTest::cond),
                new Kind("Once", StackOverflowTest::once),
                new Kind("WeightedSemaphore", StackOverflowTest::semaphore),
                new Kind("SingleFlight", StackOverflowTest::singleFlight),
                new Kind("SingleFlight that others join", StackOverflowTest::joinedFlight),
                new Kind("go", StackOverflowTest::go),
                new Kind("ErrGroup.setLimit", StackOverflowTest::errGroupLimit),
                new Kind("ErrGroup", StackOverflowTest::errGroup),
                new Kind("sleep", StackOverflowTest::sleep),
                new Kind("gosched", StackOverflowTest::gosched),
                new Kind("ticker", StackOverflowTest::ticker),
                new Kind("RateLimiter", StackOverflowTest::rateLimiter),
                new Kind("Context.afterFunc", StackOverflowTest::whenDone),
                new Kind("afterFunc", StackOverflowTest::afterFunc),
                new Kind("context with a deadline", StackOverflowTest::deadline),
                new Kind("context whose deadline has passed", StackOverflowTest::passedDeadline));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    @Order(1)
    void aThreadLeavesItUnharmed(Kind kind) {
        Dive dive = new Dive(ATTEMPTS);
        tryInThreads(kind, THREADS, dive, this::runInThread);
        assertThat(dive.arrivals()).as("in how many threads the stack sufficed in the end").isEqualTo(THREADS);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    @Order(2)
    void aGoroutineLeavesItUnharmed(Kind kind) {
        tryInThreads(kind, GOROUTINES, new Dive(ATTEMPTS_OF_GOROUTINE), down -> g.join(g.go(down)));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    @Order(3)
    void theMainOfAProgramLeavesItUnharmed(Kind kind) {
        tryInThreads(kind, GOROUTINES, new Dive(ATTEMPTS_OF_GOROUTINE),
                down -> g.join(g.platform(() -> Go.run(down))));
    }

    private void tryInThreads(Kind kind, int threads, Dive dive, Consumer<Task<?>> runner) {
        Subject warm = kind.make.get();
        runner.accept(warm.operation); // loads the classes: one that cannot be loaded may be lost for good
        g.join(g.platform(warm.check));
        for (int i = 0; i < threads; i++) {
            Subject subject = kind.make.get();
            dive.begin(subject.operation, 1 + i % 4);
            runner.accept(() -> {
                dive.down();
                subject.end.run();
            });
            g.join(g.platform(subject.check));
        }
        assertThat(dive.overflows()).as("how often the stack ended within the operation").isPositive();
    }

    private void runInThread(Task<?> task) {
        Thread thread = new Thread(null, () -> {
            try {
                task.run();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }, "diver", STACK);
        thread.setDaemon(true);
        thread.start();
        g.join(thread);
    }

    private static Subject unbuffered() {
        Channel<Integer> ch = Channel.make();
        return new Subject(() -> {
            ch.tryReceive(PARKS);
            ch.trySend(1, PARKS);
        }, () -> {
            assertThat(ch.trySend(1)).as(ch::toString).isFalse();
            assertThat(ch.tryReceive()).isNull();
            assertThat(ch.toString()).contains("senders 0, receivers 0");
        });
    }

    private static Subject buffered() {
        Channel<Integer> ch = Channel.make(10);
        return new Subject(() -> {
            if (ch.len() < 10) {
                ch.send(1);
            }
            if (ch.len() > 5) {
                ch.receive();
            }
        }, () -> drainAndUse(ch));
    }

    private static Subject tryBuffered() {
        Channel<Integer> ch = Channel.make(10);
        return new Subject(() -> {
            ch.trySend(1);
            ch.tryReceive();
        }, () -> drainAndUse(ch));
    }

    private static void drainAndUse(Channel<Integer> ch) throws InterruptedException {
        for (int left = ch.len(); left > 0; left--) {
            assertThat(ch.tryReceive()).isNotNull();
        }
        assertThat(ch.tryReceive()).isNull();
        ch.send(5);
        assertThat(ch.receive()).isEqualTo(5);
    }

    private static Subject select() {
        Channel<Integer> a = Channel.make();
        Channel<Integer> b = Channel.make();
        return new Subject(() -> Select.select(PARKS, Select.receive(a), Select.send(b, 1)), () -> {
            assertThat(a.trySend(1)).isFalse();
            assertThat(b.tryReceive()).isNull();
            assertThat(a.toString() + b).doesNotContain("waiters ?").doesNotContain("s 1");
        });
    }

    private static Subject trySelect() {
        Channel<Integer> ch = Channel.make(1);
        return new Subject(() -> Select.trySelect(Select.receive(ch), Select.send(ch, 1)), () -> {
            ch.tryReceive();
            assertThat(ch.trySend(5)).isTrue();
            assertThat(ch.tryReceive()).isEqualTo(5);
        });
    }

    private static Subject mutexHeld() {
        Mutex mu = new Mutex();
        mu.lock();
        return new Subject(() -> mu.tryLock(PARKS), () -> {
            assertThat(mu.tryLock()).isFalse();
            mu.unlock();
            mu.lock();
        });
    }

    private static Subject writer() {
        RWMutex rw = new RWMutex();
        return new Subject(() -> {
            rw.lock();
            rw.unlock();
        }, () -> assertThat(rw.tryLock()).isTrue());
    }

    private static Subject waitGroup() {
        WaitGroup wg = new WaitGroup();
        wg.add(1);
        return new Subject(() -> wg.await(PARKS), () -> {
            assertThat(wg.toString()).endsWith("[counter 1]");
            wg.done();
            wg.await();
        });
    }

    private static Subject cond() {
        Mutex mu = new Mutex();
        Cond cond = new Cond(mu);
        mu.lock();
        return new Subject(() -> cond.await(PARKS), () -> {
            assertThat(mu.tryLock()).as("await has its lock").isFalse();
            assertThat(cond.toString()).contains("nobody waits");
            mu.unlock();
        });
    }

    private static Subject once() {
        Once once = new Once();
        return new Subject(() -> once.doOnce(() -> {}), () -> once.doOnce(() -> {}));
    }

    private static Subject semaphore() {
        WeightedSemaphore sem = new WeightedSemaphore(3);
        return new Subject(() -> {
            if (sem.tryAcquire(1)) {
                sem.release(1);
            }
            sem.acquire(Context.background(), 1);
            sem.release(1);
        }, () -> assertThat(sem.tryAcquire(3)).isTrue());
    }

    private static Subject singleFlight() {
        SingleFlight<String, Integer> flights = new SingleFlight<>();
        return new Subject(() -> flights.run("key", () -> 1), () -> {
            assertThat(flights.run("key", () -> 2).value()).isEqualTo(2);
            assertThat(flights.runChan("key", () -> 3).receive().value()).isEqualTo(3);
        });
    }

    /** Those that join a call have stack enough. */
    private static Subject joinedFlight() {
        SingleFlight<String, Integer> flights = new SingleFlight<>();
        AtomicBoolean over = new AtomicBoolean();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread joining = Thread.ofPlatform().daemon().start(() -> {
            while (!over.get()) {
                try {
                    flights.run("key", () -> 1).valueOrThrow();
                } catch (Throwable t) {
                    failure.set(t);
                }
            }
        });
        return new Subject(() -> flights.runChan("key", () -> 1), () -> {
            over.set(true);
            assertThat(joining.join(Goroutines.LONG)).as("has a result, or an error").isTrue();
            assertThat(failure.get()).isNull();
        });
    }

    private static Subject go() {
        AtomicInteger ran = new AtomicInteger();
        Queue<Thread> started = new ConcurrentLinkedQueue<>();
        return new Subject(() -> started.add(Go.go(ran::incrementAndGet)), () -> {
            for (Thread thread : started) {
                thread.join();
            }
            assertThat(ran.get()).isGreaterThanOrEqualTo(started.size()); // the stack may end after go, too
            for (int i = 0; i < 10; i++) {
                Go.go(() -> {}).join();
            }
        });
    }

    private static Subject errGroup() {
        ErrGroup group = new ErrGroup();
        AtomicInteger started = new AtomicInteger();
        AtomicInteger ran = new AtomicInteger();
        return new Subject(() -> {
            group.go(ran::incrementAndGet);
            started.incrementAndGet();
        }, () -> {
            assertThat(group.await()).isNull();
            assertThat(ran.get()).isGreaterThanOrEqualTo(started.get()); // the stack may end after go, too
        });
    }

    /** Those that wait for a slot of the old limit get one of the new limit. */
    private static Subject errGroupLimit() {
        ErrGroup group = new ErrGroup();
        group.setLimit(0);
        AtomicInteger ran = new AtomicInteger();
        Thread waiting = Thread.ofVirtual().start(() -> group.go(ran::incrementAndGet));
        Goroutines.awaitParked(waiting, "select");
        return new Subject(() -> group.setLimit(0), () -> {
            group.setLimit(1);
            assertThat(waiting.join(Goroutines.LONG)).as(() -> waiting.getState() + " " + group).isTrue();
            assertThat(group.await()).isNull();
            assertThat(ran).hasValue(1);
        });
    }

    private static Subject gosched() {
        return new Subject(Go::gosched, () -> Go.go(Go::gosched).join());
    }

    private static Subject ticker() {
        return new Subject(() -> {
            try (Ticker ticker = Timers.newTicker(SHORT)) {
                ticker.channel().receive();
            }
        }, () -> {
            try (Ticker ticker = Timers.newTicker(SHORT)) {
                for (int i = 0; i < 10; i++) {
                    ticker.channel().receive();
                }
            }
        });
    }

    private static Subject rateLimiter() {
        RateLimiter limiter = new RateLimiter(10_000, 1);
        return new Subject(() -> limiter.await(Context.background()), () -> {
            assertThat(limiter.tokens()).as("without any that were not given back").isGreaterThanOrEqualTo(-1);
            limiter.await(Context.background());
        });
    }

    private static Subject whenDone() {
        Queue<AtomicInteger> runs = new ConcurrentLinkedQueue<>();
        var all = Context.withCancel(Context.background());
        return new Subject(() -> {
            AtomicInteger ran = new AtomicInteger();
            var ctx = Context.withCancel(all);
            Context.afterFunc(ctx, ran::incrementAndGet);
            runs.add(ran);
            ctx.cancel();
        }, all::cancel, () -> {
            Goroutines.awaitUntil(() -> runs.stream().allMatch(ran -> ran.get() == 1));
        });
    }

    private static Subject sleep() {
        return new Subject(() -> Go.sleep(SHORT), () -> {
            for (int i = 0; i < 10; i++) {
                Go.go(() -> Go.sleep(SHORT)).join();
            }
        });
    }

    private static Subject afterFunc() {
        AtomicInteger early = new AtomicInteger();
        return new Subject(() -> Timers.afterFunc(DAY, early::incrementAndGet).stop(), () -> {
            alarmsGoOff();
            assertThat(early).hasValue(0);
        });
    }

    private static Subject deadline() {
        return new Subject(() -> Context.withTimeout(Context.background(), DAY).cancel(),
                StackOverflowTest::alarmsGoOff);
    }

    private static Subject passedDeadline() {
        Channel<Unit> done = Channel.make();
        Context parent = new OtherContext(Context.background()) {
            @Override
            public ReceiveChannel<?> done() {
                return done;
            }
        };
        return new Subject(() -> Context.withTimeout(parent, Duration.ZERO).cancel(),
                () -> Goroutines.awaitUntil(() -> done.toString().contains("receivers 0")));
    }

    private static void alarmsGoOff() throws InterruptedException {
        Channel<Integer> later = Channel.make();
        Timers.afterFunc(SOON, () -> later.send(1));
        assertThat(later.receive()).isEqualTo(1);
        Context.withTimeout(Context.background(), SHORT).done().receive();
    }
}

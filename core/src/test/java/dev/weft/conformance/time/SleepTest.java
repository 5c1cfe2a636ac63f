package dev.weft.conformance.time;

import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static dev.weft.Select.trySelect;
import static dev.weft.testing.Goroutines.LONG;
import static dev.weft.testing.Goroutines.awaitParked;
import static dev.weft.testing.Goroutines.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Channel;
import dev.weft.Go;
import dev.weft.ReceiveChannel;
import dev.weft.Task;
import dev.weft.Unit;
import dev.weft.testing.Goroutines;
import dev.weft.time.Ticker;
import dev.weft.time.Timer;
import dev.weft.time.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Sleeping and timers: nothing comes too early, gets lost, comes twice or after it was stopped.
 *
 * <p>Where Go has upper limits for when something comes, and tries again if the machine was slow, these tests look at
 * the instants themselves: a timer's value is the very instant at which it was due.
 */
@DisplayName("src/time/sleep_test.go")
class SleepTest {
    private static final Duration NANO = Duration.ofNanos(1);
    private static final Duration MILLI = Duration.ofMillis(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);

    /** Go's smallest and largest durations. */
    private static final Duration LEAST = Duration.ofNanos(Long.MIN_VALUE);

    private static final Duration GREATEST = Duration.ofNanos(Long.MAX_VALUE);

    @RegisterExtension
    final Goroutines g = new Goroutines();

    /** A timer with a channel, and the same made of afterFunc, as in Go: another way through the library. */
    enum Kind {
        CHAN {
            @Override
            AnyTimer make(Duration d) {
                Timer timer = Timers.newTimer(d);
                return new AnyTimer(timer, timer.channel());
            }
        },
        FUNC {
            @Override
            AnyTimer make(Duration d) {
                Channel<Instant> c = Channel.make(1);
                return new AnyTimer(Timers.afterFunc(d, () -> c.send(Timers.now())), c);
            }
        };

        abstract AnyTimer make(Duration d);
    }

    private record AnyTimer(Timer timer, ReceiveChannel<Instant> channel) {
        boolean stop() {
            return timer.stop();
        }

        boolean reset(Duration d) {
            return timer.reset(d);
        }
    }

    /** A wake-up from outside in the middle of it, which stands for the signal that Go sends to the process. */
    @Test
    @DisplayName("TestSleep")
    void sleepsForItsTimeThoughItIsWoken() {
        Duration delay = Duration.ofMillis(20);
        Thread sleeper = g.go(() -> {
            Instant start = Timers.now();
            Go.sleep(delay);
            assertThat(Timers.now()).isAfterOrEqualTo(start.plus(delay));
        });
        awaitUntil(() -> Goroutines.isParked(sleeper, "sleep") || !sleeper.isAlive());
        LockSupport.unpark(sleeper);
        g.join(sleeper);
    }

    /** Each sets the next and then does not end, so they cannot share a goroutine. */
    @Test
    @DisplayName("TestAfterFunc")
    void functionsSetFurtherOnesAndHoldUpNobody() throws InterruptedException {
        int[] left = {10}; // without synchronization: setting a timer happens before its function
        Channel<Unit> last = Channel.make();
        Channel<Unit> end = Channel.make();
        AtomicInteger ended = new AtomicInteger();
        var f = new Task<InterruptedException>() {
            @Override
            public void run() throws InterruptedException {
                if (--left[0] >= 0) {
                    Timers.afterFunc(Duration.ZERO, this);
                    end.receive();
                    ended.incrementAndGet();
                } else {
                    last.send(Unit.UNIT);
                }
            }
        };
        Timers.afterFunc(Duration.ZERO, f);
        last.receive();
        assertThat(ended.get()).isZero();
        end.close();
        awaitUntil(() -> ended.get() == 10);
    }

    @Test
    @DisplayName("TestTickerStress")
    void ticksComeWhileGarbageIsCollected() throws InterruptedException {
        AtomicBoolean stop = new AtomicBoolean();
        collectGarbageUntil(stop);
        Ticker ticker = Timers.newTicker(NANO);
        try {
            assertTicks(ticker, 100, ConcurrentHashMap.newKeySet());
        } finally {
            stop.set(true);
        }
        ticker.stop();
    }

    @Test
    @DisplayName("TestTickerConcurrentStress")
    void ticksComeToManyWhileGarbageIsCollected() {
        AtomicBoolean stop = new AtomicBoolean();
        collectGarbageUntil(stop);
        Ticker ticker = Timers.newTicker(NANO);
        Set<Instant> ticks = ConcurrentHashMap.newKeySet();
        List<Thread> receivers = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            receivers.add(g.go(() -> assertTicks(ticker, 100, ticks)));
        }
        try {
            receivers.forEach(g::join);
        } finally {
            stop.set(true);
        }
        assertThat(ticks).hasSize(1_000);
        ticker.stop();
    }

    /** Returns when it has begun. */
    private void collectGarbageUntil(AtomicBoolean stop) {
        AtomicBoolean running = new AtomicBoolean();
        g.go(() -> {
            while (!stop.get()) {
                System.gc();
                running.set(true);
                Go.sleep(NANO);
            }
        });
        awaitUntil(running::get);
    }

    /** Each tick is later than the one before, none is early, and no other goroutine has had it. */
    private static void assertTicks(Ticker ticker, int count, Set<Instant> all) throws InterruptedException {
        Instant last = Instant.MIN;
        for (int i = 0; i < count; i++) {
            Instant tick = ticker.channel().receive();
            assertThat(tick).isAfter(last).isBeforeOrEqualTo(Timers.now());
            assertThat(all.add(tick)).isTrue();
            last = tick;
        }
    }

    /** Of the two goroutines there is always one that can run; on one carrier, too, the function must have its turn. */
    @Test
    @DisplayName("TestAfterFuncStarvation")
    void aFunctionRunsBesideTwoThatKeepEachOtherBusy() {
        AtomicBoolean stop = new AtomicBoolean();
        Channel<Boolean> c = Channel.make(1);
        g.go(() -> {
            Instant end = Timers.now().plus(LONG); // if it fails it must end, or it would keep the carrier from all tests
            while (!stop.get() && Timers.now().isBefore(end)) {
                c.send(true);
            }
            c.close();
            assertThat(stop).isTrue();
        });
        g.go(() -> {
            for (boolean one : c) {
                assertThat(one).isTrue();
            }
        });
        Timers.afterFunc(Duration.ofNanos(1_000), () -> stop.set(true));
        g.joinAll();
    }

    @Test
    @DisplayName("TestAfter")
    void afterSendsTheInstantAtWhichItWasDue() throws InterruptedException {
        Duration delay = Duration.ofMillis(20);
        Instant earliest = Timers.now().plus(delay);
        ReceiveChannel<Instant> c = Timers.after(delay);
        Instant latest = Timers.now().plus(delay);
        Instant due = c.receive();
        assertThat(due).isBetween(earliest, latest);
        assertThat(Timers.now()).isAfterOrEqualTo(due);
    }

    @Test
    @DisplayName("TestAfterTick")
    void oneAfterTheOtherTakesTheSumOfTheirTimes() throws InterruptedException {
        int count = 10;
        Duration delta = Duration.ofMillis(2);
        Instant start = Timers.now();
        for (int i = 0; i < count; i++) {
            Timers.after(delta).receive();
        }
        assertThat(Timers.now()).isAfterOrEqualTo(start.plus(delta.multipliedBy(count)));
    }

    /** Stopped among others that fire before, between and after. If the machine stands still, stop says that it was too late. */
    @ParameterizedTest
    @EnumSource
    @DisplayName("TestAfterStop")
    void whatWasStoppedDoesNotFireWithTheOthers(Kind kind) throws InterruptedException {
        Timers.afterFunc(Duration.ofMillis(10), () -> {});
        AnyTimer t0 = kind.make(Duration.ofMillis(5));
        Channel<Boolean> c1 = Channel.make(1);
        Timer t1 = Timers.afterFunc(Duration.ofMillis(15), () -> c1.send(true));
        ReceiveChannel<Instant> c2 = Timers.after(Duration.ofMillis(20));
        boolean stopped0 = t0.stop();
        boolean stopped1 = t1.stop();
        if (kind == Kind.CHAN) {
            assertThat(stopped0).as("nobody has received").isTrue();
        }
        c2.receive();
        Timers.after(Duration.ZERO).receive();
        if (stopped0) {
            assertThat(t0.channel().tryReceive()).isNull();
        } else {
            assertThat(t0.channel().tryReceive(LONG)).isNotNull();
        }
        if (stopped1) {
            assertThat(c1.tryReceive()).isNull();
        } else {
            assertThat(c1.tryReceive(LONG)).isTrue();
        }
        assertThat(t0.stop()).isFalse();
        assertThat(t1.stop()).isFalse();
    }

    /** Go's delays, in an order in which no queue would have them, some equal, one zero. */
    private static final int[] SLOTS = {5, 3, 6, 6, 6, 1, 1, 2, 7, 9, 4, 8, 0};

    /** The times are looked at and not the order of arrival, which on a busy machine is anybody's guess. */
    @ParameterizedTest
    @EnumSource
    @DisplayName("TestAfterQueuing")
    void manyTimersFireEachAtItsTime(Kind kind) {
        Duration delta = Duration.ofMillis(2);
        for (int slot : SLOTS) {
            Duration delay = delta.multipliedBy(slot);
            Instant earliest = Timers.now().plus(delay);
            ReceiveChannel<Instant> c = kind.make(delay).channel();
            Instant latest = Timers.now().plus(delay);
            g.go(() -> {
                Instant value = c.receive();
                assertThat(value).isBetween(earliest, kind == Kind.CHAN ? latest : Timers.now());
                assertThat(Timers.now()).isAfterOrEqualTo(value);
            });
        }
        g.joinAll();
    }

    @Test
    @DisplayName("TestTimerStopStress")
    void aHundredStoppedAtOnceDoNotRun() {
        AtomicInteger tooLate = new AtomicInteger();
        AtomicInteger runs = new AtomicInteger();
        for (int i = 0; i < 100; i++) {
            g.go(() -> {
                Timer timer = Timers.afterFunc(Duration.ofMillis(20), runs::incrementAndGet);
                Go.sleep(Duration.ofMillis(10));
                if (!timer.stop()) {
                    tooLate.incrementAndGet(); // the machine stood still
                }
            });
        }
        g.joinAll();
        AtomicBoolean later = new AtomicBoolean();
        Timers.afterFunc(Duration.ofMillis(20), () -> later.set(true));
        awaitUntil(() -> later.get() && runs.get() >= tooLate.get());
        assertThat(runs.get()).isEqualTo(tooLate.get());
    }

    @Test
    @DisplayName("TestSleepZeroDeadlock")
    void sleepingForNoTimeReturnsWhileGarbageIsCollected() {
        AtomicBoolean stop = new AtomicBoolean();
        collectGarbageUntil(stop);
        Thread sleeper = g.go(() -> {
            for (int i = 0; i < 100; i++) {
                Go.sleep(Duration.ZERO);
                Channel<Integer> tmp = Channel.make(1);
                tmp.send(i);
                assertThat(tmp.receive()).isEqualTo(i);
            }
        });
        try {
            g.join(sleeper);
        } finally {
            stop.set(true);
        }
    }

    @Test
    @DisplayName("TestReset")
    void resetPutsOffWhatHasNotFired() throws InterruptedException {
        Timer t = Timers.newTimer(MILLI.multipliedBy(2));
        Go.sleep(MILLI);
        Duration later = MILLI.multipliedBy(3);
        Instant earliest = Timers.now().plus(later);
        assertThat(t.reset(later)).as("nobody has received").isTrue();
        Instant latest = Timers.now().plus(later);
        for (;;) {
            Instant before = Timers.now();
            Instant value = t.channel().tryReceive();
            if (value != null) {
                assertThat(value).isBetween(earliest, latest);
                assertThat(Timers.now()).isAfterOrEqualTo(value);
                break;
            }
            assertThat(before).as("the time at which it had nothing").isBefore(latest);
        }
        assertThat(t.reset(Duration.ofMillis(50))).as("fired and received").isFalse();
    }

    @Test
    @DisplayName("TestOverflowSleep")
    void theGreatestDurationNeverEndsAndTheLeastIsOverAtOnce() throws InterruptedException {
        Thread sleeper =
                g.go(() -> assertThatThrownBy(() -> Go.sleep(GREATEST)).isInstanceOf(InterruptedException.class));
        assertThat(select(receive(Timers.after(GREATEST)), receive(Timers.after(MILLI.multipliedBy(5)))))
                .isEqualTo(1);
        awaitParked(sleeper, "sleep");
        sleeper.interrupt();
        g.join(sleeper);
        Go.sleep(LEAST);
        assertThat(trySelect(receive(Timers.after(LEAST)), receive(Timers.after(HOUR)))).isZero();
    }

    /** A call that fails on the way into the library keeps nothing locked that others need. */
    @Test
    @DisplayName("TestIssue5745")
    void aFailingCallLeavesNothingLocked() throws InterruptedException {
        Timer timer = Timers.newTimer(HOUR);
        try (Ticker ticker = Timers.newTicker(HOUR)) {
            assertThatThrownBy(() -> timer.reset(null)).isInstanceOf(NullPointerException.class);
            assertThatThrownBy(() -> ticker.reset(null)).isInstanceOf(NullPointerException.class);
            ticker.reset(MILLI);
            assertThat(ticker.channel().receive()).isNotNull();
        }
        assertThat(timer.stop()).isTrue();
    }

    /** Its first tick cannot be waited for, so neither can what would overflow in Go: the second. */
    @Test
    @DisplayName("TestOverflowPeriodRuntimeTimer")
    void theGreatestPeriodDisturbsNoOtherTimer() throws InterruptedException {
        try (Ticker ticker = Timers.newTicker(GREATEST)) {
            var tick = receive(ticker.channel());
            assertThat(select(tick, receive(Timers.after(MILLI.multipliedBy(5))))).isEqualTo(1);
            ticker.reset(NANO);
            assertThat(ticker.channel().receive()).isNotNull();
            ticker.reset(GREATEST);
            assertThat(select(tick, receive(Timers.after(MILLI.multipliedBy(5))))).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("TestZeroTimer: impl=chan")
    void aTimerThatIsDueAtOnceIsNeverMissed() {
        g.join(g.go(() -> {
            for (int i = 0; i < 1_000_000; i++) {
                if (Timers.newTimer(Duration.ZERO).channel().receive() == null) {
                    throw new AssertionError("closed");
                }
            }
        }));
    }

    @ParameterizedTest(name = "one timer for all: {0}")
    @ValueSource(booleans = {false, true})
    @DisplayName("TestZeroTimer: impl=func and cache")
    void aFunctionThatIsDueAtOnceIsNeverMissed(boolean cached) {
        AnyTimer cache = Kind.FUNC.make(HOUR);
        g.join(g.go(() -> {
            for (int i = 0; i < 10_000; i++) {
                AnyTimer t = cached ? cache : Kind.FUNC.make(Duration.ZERO);
                if (cached) {
                    assertThat(t.reset(Duration.ZERO)).isEqualTo(i == 0); // else the last one has run
                }
                assertThat(t.channel().receive()).isNotNull();
            }
        }));
        assertThat(cache.channel().tryReceive()).isNull();
    }

    @Test
    @DisplayName("TestTimerModifiedEarlier")
    void oneThatIsMovedIntoThePastAgainAndAgainFiresOnce() throws InterruptedException {
        Duration past = Duration.between(Timers.now(), Instant.EPOCH);
        for (int i = 0; i < 1_000; i++) {
            AnyTimer t = Kind.FUNC.make(HOUR);
            for (int j = 0; j < 10; j++) {
                if (!t.stop()) {
                    assertThat(t.channel().tryReceive(LONG)).isNotNull();
                }
                assertThat(t.reset(past)).isFalse();
            }
            assertThat(t.channel().tryReceive(LONG)).isNotNull();
            assertThat(t.stop()).isFalse();
            assertThat(t.channel().tryReceive()).isNull();
        }
    }

    /** A hundred timers, each of which is moved to and fro, the next to be moved chosen at random. */
    @ParameterizedTest
    @EnumSource
    @DisplayName("TestAdjustTimers")
    void movingTimersEarlierAndLaterLosesNone(Kind kind) throws InterruptedException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        AnyTimer[] timers = new AnyTimer[100];
        int[] steps = new int[timers.length];
        List<Integer> left = new ArrayList<>();
        for (int i = 0; i < timers.length; i++) {
            left.add(i);
        }
        while (!left.isEmpty()) {
            int n = random.nextInt(left.size());
            int i = left.get(n);
            AnyTimer t = timers[i];
            String what = "seed " + seed + ", timer " + i + ", step " + steps[i];
            switch (steps[i]++) {
                case 0 -> timers[i] = kind.make(Duration.ZERO);
                case 1, 9 -> assertThat(t.channel().tryReceive(LONG)).as(what).isNotNull();
                case 2 -> assertThat(t.reset(MINUTE)).as(what).isFalse();
                case 4 -> assertThat(t.reset(MINUTE.multipliedBy(3))).as(what).isFalse();
                case 6 -> assertThat(t.reset(MINUTE.multipliedBy(2))).as(what).isFalse();
                case 3, 5, 7 -> assertThat(t.stop()).as(what).isTrue();
                case 8 -> assertThat(t.reset(Duration.ZERO)).as(what).isFalse();
                default -> {
                    assertThat(t.stop()).as(what).isFalse();
                    assertThat(t.channel().tryReceive()).as(what).isNull();
                    Collections.swap(left, n, left.size() - 1);
                    left.remove(left.size() - 1);
                }
            }
        }
    }

    @Test
    @DisplayName("TestStopResult")
    void stopSaysWhetherTheValueCanStillBeReceived() {
        twoTimersThatFireAtOnce(Timer::stop);
    }

    @Test
    @DisplayName("TestResetResult")
    void resetSaysWhetherTheValueCanStillBeReceived() {
        twoTimersThatFireAtOnce(t -> t.reset(HOUR));
    }

    /** As nobody has received from the other timer, due or not, it is taken back for certain, and then has no value. */
    private void twoTimersThatFireAtOnce(Predicate<Timer> takeBack) {
        Channel<Unit> start = Channel.make();
        for (int i = 0; i < 1_000; i++) {
            g.go(() -> {
                start.receive();
                for (int j = 0; j < 100; j++) {
                    Timer t1 = Timers.newTimer(MILLI);
                    Timer t2 = Timers.newTimer(MILLI);
                    Timer other = select(receive(t1.channel()), receive(t2.channel())) == 0 ? t2 : t1;
                    assertThat(takeBack.test(other)).isTrue();
                    assertThat(other.channel().tryReceive()).isNull();
                }
            });
        }
        start.close();
        g.joinAll();
    }

    @Test
    @DisplayName("TestMultiWakeupTicker")
    void manyWaitForOneTicker() {
        Ticker ticker = Timers.newTicker(Duration.ofNanos(1_000));
        Set<Instant> ticks = ConcurrentHashMap.newKeySet();
        for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
            g.go(() -> {
                var tick = receive(ticker.channel());
                for (int k = 0; k < 100_000; k++) {
                    if (select(tick, receive(Timers.after(MILLI))) == 0) {
                        assertThat(ticks.add(tick.value())).as("it was received only here").isTrue();
                    }
                }
            });
        }
        g.joinAll();
    }

    @Test
    @DisplayName("TestMultiWakeupTimer")
    void manyReceiveFromOneTimerAndResetIt() throws InterruptedException {
        Timer timer = Timers.newTimer(NANO);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
            threads.add(g.go(() -> {
                var value = receive(timer.channel());
                for (int k = 0; k < 10_000; k++) {
                    if (trySelect(value) == 0) {
                        assertThat(value.value()).isBeforeOrEqualTo(Timers.now());
                    }
                    timer.reset(NANO);
                }
            }));
        }
        threads.forEach(g::join);
        assertThat(timer.channel().receive()).isNotNull(); // of the last reset
        assertThat(timer.stop()).isFalse();
    }
}

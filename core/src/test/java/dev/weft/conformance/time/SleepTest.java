package dev.weft.conformance.time;

import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static dev.weft.Select.trySelect;
import static dev.weft.support.Goroutines.LONG;
import static dev.weft.support.Goroutines.awaitParked;
import static dev.weft.support.Goroutines.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Channel;
import dev.weft.Go;
import dev.weft.ReceiveChannel;
import dev.weft.Unit;
import dev.weft.support.Goroutines;
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
 * Sleeping and timers: nothing comes too early, gets lost, comes twice, or comes after it was stopped.
 *
 * <p>Where Go has upper limits for when something comes, and tries again if the machine was slow, these tests check the
 * instants themselves: a timer's value is the very instant at which it was due.
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

    /** A timer with a channel, and the same built with afterFunc, as in Go: another way through the library. */
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

    /** A wake-up from outside during the sleep, which stands for the signal that Go sends to the process. */
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

    /** Each function sets the next one and then does not end, so they cannot share a goroutine. */
    @Test
    @DisplayName("TestAfterFunc")
    void functionsSetFurtherOnesAndHoldUpNobody() throws InterruptedException {
        Channel<Unit> end = Channel.make();
        Channel<Integer> deepest = Channel.make();
        AtomicInteger ended = new AtomicInteger();
        setChain(1, 11, deepest, end, ended);
        try (end) {
            assertThat(deepest.tryReceive(LONG)).isEqualTo(11);
            assertThat(ended.get()).isZero();
        }
        awaitUntil(() -> ended.get() == 10);
    }

    private static void setChain(
            int depth, int last, Channel<Integer> deepest, Channel<Unit> end, AtomicInteger ended) {
        Timers.afterFunc(Duration.ZERO, () -> {
            if (depth == last) {
                deepest.send(depth);
                return;
            }
            setChain(depth + 1, last, deepest, end, ended);
            end.receive();
            ended.incrementAndGet();
        });
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

    /** Returns when the goroutine has begun. */
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

    /** Each tick is later than the one before, none is early, and no other goroutine has received it. */
    private static void assertTicks(Ticker ticker, int count, Set<Instant> all) throws InterruptedException {
        Instant last = Instant.MIN;
        for (int i = 0; i < count; i++) {
            Instant tick = ticker.channel().receive();
            assertThat(tick).isAfter(last).isBeforeOrEqualTo(Timers.now());
            assertThat(all.add(tick)).isTrue();
            last = tick;
        }
    }

    /**
     * A ball goes to and fro, and each player returns it at once. Even on one carrier, the timer ends the game; but the
     * players must let others run, because the JDK's scheduler does not make sure that others get a turn.
     */
    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    @DisplayName("TestAfterFuncStarvation")
    void aFunctionRunsBesideTwoThatKeepEachOtherBusy(int capacity) {
        Channel<Unit> there = Channel.make(capacity);
        Channel<Unit> back = Channel.make(capacity);
        AtomicBoolean over = new AtomicBoolean();
        g.go(() -> {
            for (Unit ball : there) {
                back.send(ball);
            }
        });
        g.go(() -> {
            Instant limit = Timers.now().plus(LONG); // an endless game would keep the carrier from all other tests
            try (there) {
                do {
                    there.send(Unit.UNIT);
                    back.receive();
                    if (!"go".equals(System.getProperty("weft.scheduler"))) {
                        Go.gosched(); // the JDK's scheduler would never come to the function
                    }
                } while (!over.get() && Timers.now().isBefore(limit));
            }
            assertThat(over).isTrue();
        });
        Timers.afterFunc(Duration.ofNanos(1_000), () -> over.set(true));
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

    /**
     * Of five timers, two are stopped at once: the first to become due, and one between two that fire. If the machine
     * stalled meanwhile, stop reports that it was too late.
     */
    @ParameterizedTest
    @EnumSource
    @DisplayName("TestAfterStop")
    void whatWasStoppedDoesNotFireWithTheOthers(Kind kind) throws InterruptedException {
        List<AnyTimer> timers = new ArrayList<>();
        for (int millis : new int[] {6, 9, 12, 15, 18}) {
            timers.add(kind.make(Duration.ofMillis(millis)));
        }
        List<AnyTimer> stopped = new ArrayList<>();
        for (AnyTimer t : List.of(timers.get(0), timers.get(2))) {
            if (t.stop()) {
                stopped.add(t);
            }
        }
        if (kind == Kind.CHAN) {
            assertThat(stopped).as("nobody has received").hasSize(2);
        }
        for (AnyTimer t : timers) {
            if (!stopped.contains(t)) {
                assertThat(t.channel().tryReceive(LONG)).isNotNull();
            }
        }
        Timers.after(Duration.ZERO).receive();
        for (AnyTimer t : stopped) {
            assertThat(t.channel().tryReceive()).isNull();
        }
        assertThat(timers).noneMatch(AnyTimer::stop);
    }

    /** Delays in an order in which no queue would keep them: some are equal, adjacent or not, and one is zero. */
    private static final int[] DELAYS = {4, 8, 2, 2, 10, 1, 7, 7, 7, 7, 3, 0, 9, 5, 11, 2};

    /** Checks the times, not the order of arrival, which is unpredictable on a busy machine. */
    @ParameterizedTest
    @EnumSource
    @DisplayName("TestAfterQueuing")
    void manyTimersFireEachAtItsTime(Kind kind) {
        for (int millis : DELAYS) {
            Duration delay = Duration.ofMillis(2 * millis);
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
                    tooLate.incrementAndGet(); // the machine stalled
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
                assertThat(new ArrayList<>(Collections.nCopies(1_000, i))).contains(i); // needs memory
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

    /** A call that fails on its way into the library leaves nothing locked that others need. */
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

    /** Its first tick cannot be waited for, and so neither can the second, which would overflow in Go. */
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
                    assertThat(t.reset(Duration.ZERO)).isEqualTo(i == 0); // otherwise the last one has run
                }
                assertThat(t.channel().receive()).isNotNull();
            }
        }));
        assertThat(cache.channel().tryReceive()).isNull();
    }

    @Test
    @DisplayName("TestTimerModifiedEarlier")
    void oneThatIsMovedIntoThePastAgainAndAgainFiresOnce() throws InterruptedException {
        Duration ago = Duration.ofDays(-20_000);
        for (int round = 0; round < 1_000; round++) {
            AnyTimer t = Kind.FUNC.make(HOUR);
            for (int moves = 10; moves > 0; moves--) {
                boolean fired = !t.stop();
                if (fired) {
                    assertThat(t.channel().tryReceive(LONG)).isNotNull();
                }
                assertThat(t.reset(ago)).isFalse();
            }
            assertThat(t.channel().tryReceive(LONG)).isNotNull();
            assertThat(t.stop()).isFalse();
            assertThat(t.channel().tryReceive()).isNull();
        }
    }

    /** A step in the life of a timer. */
    private interface Step {
        void on(AnyTimer timer, String what) throws InterruptedException;
    }

    /**
     * What happens to each timer, in this order: it fires, is moved far away and stopped three times, and fires again.
     */
    private static final List<Step> LIFE = List.of(
            fires(), isSet(MINUTE.multipliedBy(2)), isStopped(), isSet(MINUTE.multipliedBy(5)), isStopped(),
            isSet(MINUTE.multipliedBy(4)), isStopped(), isSet(Duration.ZERO), fires(), (timer, what) -> {
                assertThat(timer.stop()).as(what).isFalse();
                assertThat(timer.channel().tryReceive()).as(what).isNull();
            });

    private static Step fires() {
        return (timer, what) -> assertThat(timer.channel().tryReceive(LONG)).as(what).isNotNull();
    }

    private static Step isSet(Duration d) {
        return (timer, what) -> assertThat(timer.reset(d)).as(what).isFalse();
    }

    private static Step isStopped() {
        return (timer, what) -> assertThat(timer.stop()).as(what).isTrue();
    }

    /** The order of turns is random, including a timer's first turn, in which it is made. */
    @ParameterizedTest
    @EnumSource
    @DisplayName("TestAdjustTimers")
    void movingTimersEarlierAndLaterLosesNone(Kind kind) throws InterruptedException {
        long seed = Long.getLong("weft.seed", System.nanoTime());
        List<Integer> turns = new ArrayList<>();
        for (int timer = 0; timer < 100; timer++) {
            turns.addAll(Collections.nCopies(1 + LIFE.size(), timer));
        }
        Collections.shuffle(turns, new Random(seed));
        AnyTimer[] timers = new AnyTimer[100];
        int[] age = new int[timers.length];
        for (int i : turns) {
            if (timers[i] == null) {
                timers[i] = kind.make(Duration.ZERO);
            } else {
                int step = age[i]++;
                LIFE.get(step).on(timers[i], "-Dweft.seed=" + seed + ", timer " + i + ", step " + step);
            }
        }
        assertThat(age).containsOnly(LIFE.size());
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

    /**
     * Nothing has been received from the slower one, due or not, so taking it back must succeed; it then has no value.
     */
    private void twoTimersThatFireAtOnce(Predicate<Timer> takeBack) {
        Channel<Unit> whistle = Channel.make(); // so that the thousand begin together
        for (int i = 0; i < 1_000; i++) {
            g.go(() -> {
                whistle.receive();
                for (int race = 0; race < 100; race++) {
                    List<Timer> runners = List.of(Timers.newTimer(MILLI), Timers.newTimer(MILLI));
                    int winner = select(
                            receive(runners.get(0).channel()), receive(runners.get(1).channel()));
                    Timer loser = runners.get(1 - winner);
                    assertThat(takeBack.test(loser)).isTrue();
                    assertThat(loser.channel().tryReceive()).isNull();
                }
            });
        }
        whistle.close();
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
        assertThat(timer.channel().receive()).isNotNull(); // the value of the last reset
        assertThat(timer.stop()).isFalse();
    }
}

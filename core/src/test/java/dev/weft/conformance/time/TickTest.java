package dev.weft.conformance.time;

import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static dev.weft.Select.send;
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
import dev.weft.support.Outcome;
import dev.weft.time.Ticker;
import dev.weft.time.Timer;
import dev.weft.time.Timers;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Tickers keep their phase, and the channels of tickers and timers have no buffer: what stop and reset have taken back
 * can no longer be received.
 *
 * <p>A tick is the instant at which it was due. So phase and period can be checked exactly, however late the tick came.
 */
@DisplayName("src/time/tick_test.go")
class TickTest {
    private static final Duration NANO = Duration.ofNanos(1);
    private static final Duration MILLI = Duration.ofMillis(1);
    private static final Duration HOUR = Duration.ofHours(1);

    /** Longer than any test runs. */
    private static final Duration FAR = Duration.ofHours(10);

    private static final Duration FARTHER = Duration.ofHours(100);

    @RegisterExtension
    final Goroutines g = new Goroutines();

    @Test
    @DisplayName("TestTicker")
    void ticksAreWholePeriodsApartAlsoAfterReset() throws InterruptedException {
        int half = 5;
        Duration delta = Duration.ofMillis(2);
        Instant before = Timers.now();
        Ticker ticker = Timers.newTicker(delta);
        Instant after = Timers.now();
        assertTicks(ticker, half, before, after, delta);
        Duration twice = delta.multipliedBy(2);
        before = Timers.now();
        ticker.reset(twice);
        after = Timers.now();
        assertTicks(ticker, half, before, after, twice);
        ticker.stop();
        Instant later = Timers.now().plus(twice);
        awaitUntil(() -> Timers.now().isAfter(later));
        assertThat(ticker.channel().tryReceive()).isNull();
    }

    /** Receives ticks of a ticker that was set between two instants. */
    private static void assertTicks(Ticker ticker, int count, Instant before, Instant after, Duration period)
            throws InterruptedException {
        Instant tick = ticker.channel().receive();
        assertThat(tick).isBetween(before.plus(period), after.plus(period));
        for (int i = 1; i < count; i++) {
            Instant last = tick;
            tick = ticker.channel().receive();
            assertThat(tick).isAfter(last).isBeforeOrEqualTo(Timers.now());
            assertThat(Duration.between(last, tick).toNanos() % period.toNanos()).as("the phase").isZero();
        }
    }

    @Test
    @DisplayName("TestTeardown")
    void aTickerCanBeStoppedAfterATick() throws InterruptedException {
        for (int round = 0; round < 3; round++) {
            ReceiveChannel<Instant> ticks;
            try (Ticker ticker = Timers.newTicker(MILLI)) {
                ticks = ticker.channel();
                assertThat(ticks.receive()).isNotNull();
            }
            assertThat(ticks.tryReceive()).isNull();
        }
    }

    @Test
    @DisplayName("TestTick")
    void aNegativePeriodMakesNoChannel() {
        assertThat(Timers.tick(Duration.ofNanos(-1))).isNull();
    }

    @Test
    @DisplayName("TestNewTickerLtZeroDuration")
    void aNegativePeriodMakesNoTicker() {
        assertThatThrownBy(() -> Timers.newTicker(Duration.ofNanos(-1)))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("non-positive interval for NewTicker");
    }

    @Test
    @DisplayName("TestTickerResetLtZeroDuration")
    void aTickerCannotBeResetToZero() {
        Ticker ticker = Timers.newTicker(Duration.ofSeconds(1));
        assertThatThrownBy(() -> ticker.reset(Duration.ZERO))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("non-positive interval for Ticker.Reset");
    }

    /**
     * Beside 5,000 sleeping goroutines, and after as many sleeps, numbers go to a goroutine that stores them, and come
     * back. Each receive of a number waits beside a timer that never fires: made for that receive, and left behind.
     */
    @Test
    @DisplayName("TestLongAdjustTimers")
    void thousandsOfSleepersAndShortLivedTimers() throws InterruptedException {
        List<Outcome<Void>> sleepers = new ArrayList<>();
        while (sleepers.size() < 5_000) {
            sleepers.add(Outcome.start(g, true, () -> {
                Go.sleep(Duration.ofNanos(10_000));
                return null;
            }));
        }
        for (int i = 0; i < sleepers.size(); i++) {
            Go.sleep(Duration.ofNanos(1_000));
        }
        Channel<Integer> deposit = Channel.make();
        Channel<Integer> withdraw = Channel.make();
        g.go(() -> store(deposit, withdraw));
        g.go(() -> {
            try (deposit) {
                int stored = 0;
                int taken = 0;
                while (taken < 20_000) {
                    while (stored - taken < 20) {
                        deposit.send(stored++);
                    }
                    var number = receive(withdraw);
                    while (taken < stored) {
                        assertThat(select(receive(Timers.after(LONG)), number)).as("in time").isEqualTo(1);
                        assertThat(number.value()).isEqualTo(taken++);
                    }
                }
            }
        });
        g.joinAll();
        sleepers.forEach(Outcome::value);
    }

    /** Stores whatever arrives and gives back the oldest, whichever is asked for, until nothing more can arrive. */
    private static void store(Channel<Integer> deposit, Channel<Integer> withdraw) throws InterruptedException {
        Deque<Integer> stock = new ArrayDeque<>();
        var in = receive(deposit);
        var out = send(withdraw, 0);
        do {
            Integer oldest = stock.peek();
            out.channel(oldest == null ? null : withdraw).value(oldest);
            if (select(in, out) == 1) {
                stock.remove();
            } else if (in.ok()) {
                stock.add(in.value());
            }
        } while (out.chosen() || in.ok());
        assertThat(stock).isEmpty();
    }

    /**
     * Timers and tickers that are dropped while they would still have fired; a channel stands for all that belongs to
     * it.
     */
    enum Dropped {
        AFTER(() -> Timers.after(HOUR)), TICK(() -> Timers.tick(HOUR)), NEW_TIMER(
                () -> Timers.newTimer(HOUR)), NEW_TICKER(() -> Timers.newTicker(HOUR)), NEW_TIMER_STOP(() -> {
                    Timer t = Timers.newTimer(HOUR);
                    t.stop();
                    return t;
                }), NEW_TICKER_STOP(() -> {
                    Ticker t = Timers.newTicker(HOUR);
                    t.stop();
                    return t;
                });

        private final Supplier<Object> make;

        Dropped(Supplier<Object> make) {
            this.make = make;
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @DisplayName("TestTimerGC")
    void whatNobodyRefersToIsGarbage(Dropped dropped) {
        WeakReference<?>[] refs = new WeakReference<?>[10_000];
        for (int i = 0; i < refs.length; i++) {
            Object timer = dropped.make.get();
            refs[i] = new WeakReference<>(timer);
        }
        awaitUntil(() -> {
            System.gc();
            return Arrays.stream(refs).allMatch(ref -> ref.refersTo(null));
        });
    }

    /** A timer or a ticker. */
    enum Kind {
        TIMER {
            @Override
            Clock make(Duration d) {
                Timer t = Timers.newTimer(d);
                return new Clock(t.channel(), t::stop, t::reset);
            }
        },
        TICKER {
            @Override
            Clock make(Duration d) {
                Ticker t = Timers.newTicker(d);
                return new Clock(
                        t.channel(),
                        () -> {
                            t.stop();
                            return true;
                        },
                        next -> {
                            t.reset(next);
                            return true;
                        });
            }
        };

        abstract Clock make(Duration d);
    }

    private interface Stop {
        boolean stop();
    }

    private interface Reset {
        boolean reset(Duration d);
    }

    /** What timers and tickers have in common. A ticker's stop and reset return nothing; here they return true. */
    private record Clock(ReceiveChannel<Instant> channel, Stop stopping, Reset resetting) {
        boolean stop() {
            return stopping.stop();
        }

        boolean reset(Duration d) {
            return resetting.reset(d);
        }

        /** Sets it, and returns when it is due, or, for a ticker, when at least one tick is due. */
        void resetAndAwaitDue() {
            reset(NANO);
            awaitDue();
        }

        void awaitDue() {
            Instant set = Timers.now();
            awaitUntil(() -> Timers.now().isAfter(set.plus(NANO)));
        }

        void assertNothing() {
            assertThat(channel.tryReceive()).isNull();
            assertThat(trySelect(receive(channel))).isEqualTo(-1);
            assertNoBuffer();
        }

        void assertDue() {
            assertNoBuffer();
            assertThat(channel.tryReceive()).isNotNull().isBeforeOrEqualTo(Timers.now());
        }

        void assertNoBuffer() {
            assertThat(channel.len()).isZero();
            assertThat(channel.cap()).isZero();
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @DisplayName("TestChan: while nobody waits")
    void whatIsTakenBackIsNotReceived(Kind kind) {
        Clock clock = kind.make(FAR);
        clock.stop();
        clock.assertNothing();
        clock.reset(FAR);
        clock.assertNothing();
        clock.resetAndAwaitDue();
        clock.assertDue();
        clock.awaitDue(); // a ticker's next tick is there, too
        clock.reset(FAR);
        clock.assertNothing();
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @DisplayName("TestChan: while one waits")
    void aReceiverWaitsUntilItIsDueHoweverOftenThatChanges(Kind kind) {
        Clock clock = kind.make(FAR);
        Thread receiver = g.go(() -> assertThat(clock.channel().receive()).isNotNull());
        awaitParked(receiver, "chan receive");
        clock.reset(FARTHER);
        awaitParked(receiver, "chan receive");
        clock.reset(NANO);
        g.join(receiver);
        clock.awaitDue();
        if (kind == Kind.TICKER) {
            clock.assertDue();
        } else {
            clock.assertNothing();
        }
        clock.stop();
        clock.assertNothing();
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @DisplayName("TestChan: while two wait in selects")
    void ofTwoSelectsATimerWakesOne(Kind kind) throws InterruptedException {
        Clock clock = kind.make(FAR);
        Channel<Unit> giveUp = Channel.make();
        Channel<Unit> woken = Channel.make(2);
        List<Outcome<Integer>> both = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            both.add(Outcome.start(g, true, () -> {
                int chosen = select(receive(giveUp), receive(clock.channel()));
                if (chosen == 1) {
                    woken.send(Unit.UNIT);
                }
                return chosen;
            }).awaitParked("select"));
        }
        clock.reset(MILLI.multipliedBy(2));
        woken.receive();
        clock.stop();
        giveUp.close();
        int ticks = both.stream().mapToInt(Outcome::value).sum();
        assertThat(ticks).isBetween(1, kind == Kind.TIMER ? 1 : 2);
        clock.assertNothing();
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @DisplayName("TestChan: while it is stopped")
    void nothingComesFromOneThatIsStopped(Kind kind) {
        Clock clock = kind.make(FAR);
        clock.resetAndAwaitDue();
        clock.stop();
        Channel<Unit> giveUp = Channel.make();
        List<Outcome<Integer>> both = new ArrayList<>();
        while (both.size() < 2) {
            both.add(Outcome.start(g, true, () -> select(receive(giveUp), receive(clock.channel())))
                    .awaitParked("select"));
        }
        giveUp.close();
        assertThat(both).allSatisfy(one -> assertThat(one.value()).isZero());
        clock.assertNothing();
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @DisplayName("TestChan: what stop and reset return")
    void stopAndResetSayWhetherTheyHaveTakenAValueBack(Kind kind) {
        Clock clock = kind.make(FAR);
        clock.resetAndAwaitDue();
        assertThat(clock.stop()).as("due, but not received").isTrue();
        clock.assertNothing();
        clock.reset(HOUR);
        clock.assertNothing();
        assertThat(clock.reset(NANO)).as("not due").isTrue();
        clock.awaitDue();
        clock.assertDue();
        clock.awaitDue();
        if (kind == Kind.TICKER) {
            clock.assertDue();
        } else {
            clock.assertNothing();
        }
        assertThat(clock.reset(HOUR)).as("received").isEqualTo(kind == Kind.TICKER);
        clock.assertNothing();
    }

    @Test
    @DisplayName("TestAfterTimes")
    void aTimersValueIsWhenItWasDueHoweverLateItIsReceived() throws InterruptedException {
        assertDueAfter(MILLI, () -> Timers.after(MILLI));
    }

    @Test
    @DisplayName("TestTickTimes")
    void aTickersFirstTickIsWhenItWasDueHoweverLateItIsReceived() throws InterruptedException {
        assertDueAfter(MILLI, () -> Timers.tick(MILLI));
    }

    private static void assertDueAfter(Duration d, Supplier<ReceiveChannel<Instant>> make) throws InterruptedException {
        Instant earliest = Timers.now().plus(d);
        ReceiveChannel<Instant> c = make.get();
        Instant latest = Timers.now().plus(d);
        awaitUntil(() -> Timers.now().isAfter(latest.plusMillis(20)));
        assertThat(c.receive()).isBetween(earliest, latest);
    }
}

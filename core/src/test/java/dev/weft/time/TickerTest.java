package dev.weft.time;

import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static dev.weft.Select.send;
import static dev.weft.Select.trySelect;
import static dev.weft.support.Goroutines.awaitParked;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Channel;
import dev.weft.Go;
import dev.weft.ReceiveChannel;
import dev.weft.support.Goroutines;
import dev.weft.support.InVirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TickerTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration PERIOD = Duration.ofMillis(2);

    @RegisterExtension
    final Goroutines g = new Goroutines();

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void ticksAreWholePeriodsApartAndNeverEarly(boolean virtual) {
        g.start(virtual, () -> {
            Instant before = Timers.now();
            Ticker ticker = Timers.newTicker(PERIOD);
            Instant after = Timers.now();
            Instant last = ticker.channel().receive();
            assertThat(last).isBetween(before.plus(PERIOD), after.plus(PERIOD));
            for (int i = 0; i < 20; i++) {
                Instant tick = ticker.channel().receive();
                assertThat(Timers.now()).isAfterOrEqualTo(tick);
                assertWholePeriods(last, tick);
                last = tick;
            }
        });
        g.joinAll();
    }

    private static void assertWholePeriods(Instant last, Instant tick) {
        long nanos = Duration.between(last, tick).toNanos();
        assertThat(nanos).isPositive();
        assertThat(nanos % PERIOD.toNanos()).as("the phase").isZero();
    }

    /** With no receiver for many periods, only the oldest tick is kept; after it comes the next one to become due. */
    @Test
    @InVirtualTime
    void keepsOneTickAndDropsTheRest() throws InterruptedException {
        Instant start = Timers.now();
        Ticker ticker = Timers.newTicker(HOUR);
        Go.sleep(HOUR.multipliedBy(20).plusNanos(1));
        assertThat(ticker.channel().tryReceive()).isEqualTo(start.plus(HOUR));
        assertThat(ticker.channel().tryReceive()).as("those in between were dropped").isNull();
        assertThat(ticker.channel().receive()).isEqualTo(start.plus(HOUR.multipliedBy(21)));
        assertThat(Timers.now()).isEqualTo(start.plus(HOUR.multipliedBy(21)));
    }

    @Test
    void theChannelHasNoBuffer() {
        Ticker ticker = Timers.newTicker(Duration.ofNanos(1));
        assertThat(ticker.channel().len()).isZero();
        assertThat(ticker.channel().cap()).isZero();
        assertThat(ticker.channel()).isSameAs(ticker.channel());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void stopEndsTheTicksAndDoesNotClose(boolean byClose) throws InterruptedException {
        Ticker ticker = Timers.newTicker(Duration.ofNanos(1));
        ticker.channel().receive();
        if (byClose) {
            ticker.close();
            ticker.close(); // may be called any number of times
        } else {
            ticker.stop();
            ticker.stop();
        }
        assertThat(ticker.channel().tryReceive()).isNull();
        assertThat(ticker.channel().drained()).isFalse();
        assertThat(trySelect(receive(ticker.channel()))).isEqualTo(-1);
        Thread t = g.go(() -> assertThatThrownBy(() -> ticker.channel().receive())
                .isInstanceOf(InterruptedException.class));
        awaitParked(t, "chan receive");
        t.interrupt();
        g.join(t);
    }

    @Test
    void stopIsForThoseWhoWaitToo() {
        Ticker ticker = Timers.newTicker(HOUR);
        Thread t = g.go(() -> assertThat(ticker.channel().receive()).isNotNull());
        awaitParked(t, "chan receive");
        ticker.stop();
        awaitParked(t, "chan receive");
        ticker.reset(PERIOD);
        g.join(t);
    }

    @Test
    void nothingStaleIsReceivedAfterStopOrReset() throws InterruptedException {
        Ticker ticker = Timers.newTicker(Duration.ofNanos(1_000));
        for (int i = 0; i < 3_000; i++) {
            Instant before = Timers.now();
            ticker.reset(Duration.ofNanos(1_000));
            if (i % 2 == 0) {
                assertThat(ticker.channel().receive()).isAfterOrEqualTo(before.plusNanos(1_000));
            }
            ticker.reset(HOUR);
            assertThat(ticker.channel().tryReceive()).isNull();
            ticker.reset(Duration.ofNanos(1));
            ticker.stop();
            assertThat(ticker.channel().tryReceive()).isNull();
        }
    }

    @Test
    @InVirtualTime
    void resetSetsPeriodAndPhase() throws InterruptedException {
        Ticker ticker = Timers.newTicker(HOUR);
        Go.sleep(HOUR.dividedBy(3));
        Instant reset = Timers.now();
        ticker.reset(PERIOD);
        for (int i = 1; i <= 10; i++) {
            assertThat(ticker.channel().receive()).isEqualTo(reset.plus(PERIOD.multipliedBy(i)));
            assertThat(Timers.now()).isEqualTo(reset.plus(PERIOD.multipliedBy(i)));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void resetToEarlierWakesThoseWhoWait(boolean selecting) {
        Ticker ticker = Timers.newTicker(HOUR);
        Thread t = g.start(selecting, () -> {
            if (selecting) {
                assertThat(select(receive(Channel.make()), receive(ticker.channel()))).isEqualTo(1);
            } else {
                assertThat(ticker.channel().receive()).isNotNull();
            }
        });
        awaitParked(t, selecting ? "select" : "chan receive");
        ticker.reset(PERIOD);
        g.join(t);
    }

    /** Many receivers on one ticker: every tick goes to one of them. */
    @Test
    void eachTickIsReceivedOnce() throws InterruptedException {
        Ticker ticker = Timers.newTicker(Duration.ofNanos(200_000));
        Channel<Instant> ticks = Channel.make();
        Channel<Object> quit = Channel.make();
        for (int i = 0; i < 4; i++) {
            g.start(i % 2 == 0, () -> {
                var tick = receive(ticker.channel());
                var end = receive(quit);
                while (select(tick, end) == 0) {
                    if (select(send(ticks, tick.value()), end) == 1) {
                        return;
                    }
                }
            });
        }
        Set<Instant> seen = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            assertThat(seen.add(ticks.receive())).isTrue();
        }
        quit.close();
        g.joinAll();
    }

    static Duration[] notPositive() {
        return new Duration[] {Duration.ZERO, Duration.ofNanos(-1), Duration.ofSeconds(Long.MIN_VALUE)};
    }

    @ParameterizedTest
    @MethodSource("notPositive")
    void nonPositiveIntervals(Duration d) {
        assertThatThrownBy(() -> Timers.newTicker(d))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("non-positive interval for NewTicker");
        assertThat(Timers.tick(d)).isNull();
        Ticker ticker = Timers.newTicker(PERIOD);
        assertThatThrownBy(() -> ticker.reset(d))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("non-positive interval for Ticker.Reset");
        g.join(g.go(() -> ticker.channel().receive())); // it ticks on
    }

    @Test
    @InVirtualTime
    void tick() throws InterruptedException {
        Instant start = Timers.now();
        ReceiveChannel<Instant> ticks = Timers.tick(HOUR);
        assertThat(ticks.receive()).isEqualTo(start.plus(HOUR));
        assertThat(ticks.receive()).isEqualTo(start.plus(HOUR.multipliedBy(2)));
    }

    @Test
    @InVirtualTime
    void hugePeriodsDoNotTick() throws InterruptedException {
        for (Duration d : new Duration[] {Duration.ofNanos(Long.MAX_VALUE), Duration.ofSeconds(Long.MAX_VALUE)}) {
            Ticker ticker = Timers.newTicker(d);
            assertThat(ticker.channel().tryReceive()).isNull();
            ticker.reset(PERIOD);
            assertThat(ticker.channel().receive()).isNotNull();
            ticker.reset(d);
            assertThat(ticker.channel().tryReceive(Duration.ofDays(365 * 10))).isNull();
        }
    }

    @Test
    void tryWithResourcesStopsIt() {
        Ticker[] escaped = new Ticker[1];
        try (Ticker ticker = Timers.newTicker(Duration.ofNanos(1))) {
            escaped[0] = ticker;
        }
        assertThat(escaped[0].channel().tryReceive()).isNull();
    }
}

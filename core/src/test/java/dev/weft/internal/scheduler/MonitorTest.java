package dev.weft.internal.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.support.Goroutines;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the monitor does at a tick. It is not started, nor are the carriers; the test takes the steps of all. */
class MonitorTest {
    private static final int TURNS = 1_000_000;

    private final GoScheduler s = new GoScheduler(2);
    private final Monitor monitor = s.monitor;
    private final Processor busy = s.processors[0];
    private final Processor other = s.processors[1];
    private final Carrier carrier = new Carrier(s, busy, "never started");

    /** As if one were in use. */
    @BeforeEach
    void begin() throws Exception {
        Still.keepStill(monitor);
        s.idle.remove(busy);
        busy.setCarrier(carrier);
        other.setCarrier(new Carrier(s, other, "never started either"));
        monitor.tick();
    }

    private static void awaitTicks(int n) {
        long end = System.nanoTime() + n * Monitor.TICK_NANOS;
        Goroutines.awaitUntil(() -> System.nanoTime() - end > 0);
    }

    @Test
    void itMeasuresHowLongATurnTakes() {
        awaitTicks(2);
        for (int i = 0; i < 1_000; i++) {
            busy.beginTurn();
        }
        monitor.tick();
        busy.push(() -> {});
        assertThat(busy.queueNanos()).isGreaterThanOrEqualTo(2 * Monitor.TICK_NANOS / 1_000);
        awaitTicks(2);
        monitor.tick();
        assertThat(busy.queueNanos()).as("one turn").isGreaterThanOrEqualTo(2 * Monitor.TICK_NANOS);
    }

    /** The time that it has slept does not count. */
    @Test
    void afterItHasSleptItMeasuresAnew() {
        awaitTicks(20);
        long before = System.nanoTime();
        monitor.sleep();
        for (int i = 0; i < TURNS; i++) {
            busy.beginTurn();
        }
        monitor.tick();
        long took = System.nanoTime() - before;
        busy.push(() -> {});
        assertThat(busy.queueNanos()).isLessThanOrEqualTo(took / TURNS);
    }

    /** Though it has found it there at a tick before it slept, and at the next one after. */
    @Test
    void afterItHasSleptNothingHasWaitedLong() {
        busy.push(() -> {});
        monitor.tick();
        awaitTicks(20);
        monitor.sleep();
        busy.beginTurn();
        monitor.tick();
        assertThat(busy.queueGoesFirst()).isFalse();
    }

    @Test
    void whatHasWaitedForATimeSliceGoesFirst() {
        busy.push(() -> {});
        awaitTicks(20);
        busy.beginTurn();
        monitor.tick();
        assertThat(busy.queueGoesFirst()).isTrue();
    }

    @Test
    void whatIsNextWhereOneComputesGoesToAnotherProcessor() {
        Runnable r = () -> {};
        busy.runNext(r);
        awaitTicks(2);
        monitor.tick();
        assertThat(busy.hasWork()).isFalse();
        assertThat(s.global.pop()).isSameAs(r);
        assertThat(other.isIdle()).as("its carrier sleeps").isFalse();
    }

    /** A thread at the end of its stack has put it there, and could not put it elsewhere. The other one computes. */
    @Test
    void whatIsLeftOnAnIdleProcessorIsFound() {
        Runnable r = () -> {};
        other.runNext(r);
        monitor.tick();
        assertThat(other.hasWork()).isFalse();
        assertThat(s.global.pop()).isSameAs(r);
        assertThat(other.isIdle()).as("its carrier sleeps").isFalse();
    }
}

package dev.weft.time;

import static dev.weft.support.Goroutines.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Channel;
import dev.weft.Go;
import dev.weft.Select;
import dev.weft.Unit;
import dev.weft.support.Goroutines;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AfterFuncTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration MILLI = Duration.ofMillis(1);

    @RegisterExtension
    final Goroutines g = new Goroutines();

    private final AtomicInteger runs = new AtomicInteger();

    @Test
    void runsInAGoroutineOfItsOwnNotBeforeItsTime() throws InterruptedException {
        Channel<Object> result = Channel.make(2);
        Instant earliest = Timers.now().plusMillis(5);
        Timers.afterFunc(Duration.ofMillis(5), () -> {
            result.send(Thread.currentThread());
            result.send(Timers.now());
        });
        Thread thread = (Thread) result.receive();
        assertThat(thread.isVirtual()).isTrue();
        assertThat(thread).isNotSameAs(Thread.currentThread());
        assertThat((Instant) result.receive()).isAfterOrEqualTo(earliest);
    }

    static Duration[] notPositive() {
        return new Duration[] {Duration.ZERO, Duration.ofNanos(-1), Duration.ofSeconds(Long.MIN_VALUE)};
    }

    @ParameterizedTest
    @MethodSource("notPositive")
    void zeroOrLessRunsAtOnce(Duration d) throws InterruptedException {
        Channel<Unit> ran = Channel.make();
        Timer t = Timers.afterFunc(d, () -> ran.send(Unit.UNIT));
        ran.receive();
        assertThat(t.reset(d)).isFalse();
        ran.receive();
        assertThat(t.stop()).isFalse();
    }

    @Test
    void hasNoChannel() {
        Timer t = Timers.afterFunc(HOUR, () -> {});
        assertThat(t.channel()).isNull();
        assertThat(Select.trySelect(Select.receive(t.channel()))).isEqualTo(-1);
        assertThat(t.stop()).isTrue();
    }

    @Test
    void stopAndResetSayWhetherItWasPending() {
        Timer t = Timers.afterFunc(HOUR, runs::incrementAndGet);
        assertThat(t.stop()).isTrue();
        assertThat(t.stop()).isFalse();
        assertThat(t.reset(HOUR)).isFalse();
        assertThat(t.reset(MILLI)).isTrue();
        awaitUntil(() -> runs.get() == 1);
        assertThat(t.stop()).isFalse();
        assertThat(t.reset(MILLI)).isFalse();
        awaitUntil(() -> runs.get() == 2);
        assertThat(t.reset(HOUR)).isFalse();
        assertThat(t.stop()).isTrue();
        assertThat(runs.get()).isEqualTo(2);
    }

    /** Once f has been started, stop returns false, and does not wait for f to end. */
    @Test
    void stopDoesNotWaitForTheFunction() throws InterruptedException {
        Channel<Unit> started = Channel.make();
        Channel<Unit> end = Channel.make();
        Timer t = Timers.afterFunc(MILLI, () -> {
            started.send(Unit.UNIT);
            end.receive();
            runs.incrementAndGet();
        });
        started.receive();
        assertThat(t.stop()).isFalse();
        assertThat(runs.get()).isZero();
        // Another run may be under way beside the first.
        assertThat(t.reset(Duration.ZERO)).isFalse();
        started.receive();
        end.close();
        awaitUntil(() -> runs.get() == 2);
    }

    /** A function that blocks or computes does not hold up others: it has a goroutine of its own. */
    @Test
    void aWaitingFunctionDoesNotHoldUpOthers() throws InterruptedException {
        Channel<Unit> never = Channel.make();
        for (int i = 0; i < 100; i++) {
            Timers.afterFunc(Duration.ZERO, never::receive);
        }
        Channel<Unit> ran = Channel.make();
        Timers.afterFunc(MILLI, () -> ran.send(Unit.UNIT));
        ran.receive();
        never.close();
    }

    /** f runs exactly as often as it was set and neither stop nor reset took the setting back. */
    @Test
    void racesWithStopAndResetRunItExactlyAsOftenAsItWasNotStopped() {
        AtomicInteger expected = new AtomicInteger(1);
        Timer t = Timers.afterFunc(Duration.ZERO, runs::incrementAndGet);
        for (int i = 0; i < 4; i++) {
            g.start(i % 2 == 0, () -> {
                ThreadLocalRandom random = ThreadLocalRandom.current();
                for (int k = 0; k < 2_000; k++) {
                    if (random.nextInt(3) == 0) {
                        if (t.stop()) {
                            expected.decrementAndGet();
                        }
                    } else {
                        // The new setting will run, unless taken back; the old one will not, if this call took it back.
                        expected.addAndGet(t.reset(Duration.ofNanos(random.nextInt(30_000))) ? 0 : 1);
                    }
                }
            });
        }
        g.joinAll();
        if (t.stop()) {
            expected.decrementAndGet();
        }
        awaitUntil(() -> runs.get() >= expected.get());
        // Nor does anything come later: all functions due before this timer's turn have been started.
        AtomicInteger last = new AtomicInteger();
        Timers.afterFunc(MILLI, last::incrementAndGet);
        awaitUntil(() -> last.get() == 1);
        assertThat(runs.get()).isEqualTo(expected.get());
    }

    /** An old setting that fires just as it is replaced must not run f early in place of the new one. */
    @Test
    void resetRacingWithFiringLeavesTheNewSettingPending() {
        int expected = 0;
        for (int i = 0; i < 2_000; i++) {
            long nanos = 20_000 + ThreadLocalRandom.current().nextInt(100_000);
            Timer t = Timers.afterFunc(Duration.ofNanos(nanos), runs::incrementAndGet);
            long start = System.nanoTime();
            while (System.nanoTime() - start < nanos) {
                Thread.onSpinWait();
            }
            if (!t.reset(HOUR)) {
                expected++;
            }
            assertThat(t.stop()).isTrue();
        }
        int all = expected;
        awaitUntil(() -> runs.get() >= all);
        assertThat(runs.get()).isEqualTo(all);
    }

    @Test
    void resetFromWithinTheFunction() {
        Timer[] self = new Timer[1];
        Channel<Unit> ready = Channel.make();
        self[0] = Timers.afterFunc(Duration.ZERO, () -> {
            ready.receive();
            if (runs.incrementAndGet() < 10) {
                self[0].reset(Duration.ofNanos(1));
            }
        });
        ready.close();
        awaitUntil(() -> runs.get() == 10);
        assertThat(self[0].stop()).isFalse();
    }

    @Test
    void hugeDurationsDoNotRun() {
        for (Duration d : new Duration[] {Duration.ofNanos(Long.MAX_VALUE), Duration.ofSeconds(Long.MAX_VALUE)}) {
            Timer t = Timers.afterFunc(d, runs::incrementAndGet);
            AtomicInteger others = new AtomicInteger();
            Timers.afterFunc(MILLI, others::incrementAndGet);
            awaitUntil(() -> others.get() == 1);
            assertThat(t.stop()).isTrue();
        }
        assertThat(runs.get()).isZero();
    }

    @Test
    void aFailingFunctionStopsNoOtherTimer() throws InterruptedException {
        Channel<Unit> handled = Channel.make();
        Timers.afterFunc(Duration.ZERO, () -> {
            Thread.currentThread().setUncaughtExceptionHandler((t, e) -> Go.unchecked(() -> handled.send(Unit.UNIT)));
            throw new IllegalStateException("of the test");
        });
        handled.receive();
        Channel<Unit> ran = Channel.make();
        Timers.afterFunc(Duration.ZERO, () -> ran.send(Unit.UNIT));
        ran.receive();
    }

    @Test
    void nullIsRejected() {
        assertThatThrownBy(() -> Timers.afterFunc(HOUR, null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> Timers.afterFunc(null, () -> {})).isInstanceOf(NullPointerException.class);
        Timer t = Timers.afterFunc(HOUR, () -> {});
        assertThatThrownBy(() -> t.reset(null)).isInstanceOf(NullPointerException.class);
        assertThat(t.stop()).isTrue();
    }
}

package dev.weft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.weft.support.Goroutines;
import dev.weft.support.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link Go#sleep}. */
@ParameterizedClass(name = "virtual threads {0}")
@ValueSource(booleans = {true, false})
class GoSleepTest {
    private static final List<Duration> AT_ONCE = List.of(
            Duration.ZERO, Duration.ofNanos(-1), Duration.ofSeconds(-1), Duration.ofSeconds(Long.MIN_VALUE));
    private static final List<Duration> HUGE = List.of(
            Duration.ofDays(1),
            Duration.ofNanos(Long.MAX_VALUE - 1),
            Duration.ofNanos(Long.MAX_VALUE),
            Duration.ofSeconds(Long.MAX_VALUE, 999_999_999));

    @Parameter
    boolean virtual;

    @RegisterExtension
    final Goroutines g = new Goroutines();

    @Test
    void sleepsAtLeastForTheTime() {
        for (Duration d : List.of(Duration.ofNanos(1), Duration.ofMillis(1), Duration.ofMillis(20))) {
            long slept = sleep(() -> {
                long start = System.nanoTime();
                Go.sleep(d);
                return System.nanoTime() - start;
            }).value();
            assertThat(slept).isGreaterThanOrEqualTo(d.toNanos());
        }
    }

    @Test
    void zeroOrLessReturnsAtOnce() {
        for (Duration d : AT_ONCE) {
            assertThat(sleep(d).failure()).isNull();
        }
    }

    @Test
    void aHugeTimeSaturates() {
        for (Duration d : HUGE) {
            Outcome<Long> sleeper = sleep(d).awaitParked("sleep");
            sleeper.thread().interrupt();
            assertInterrupted(sleeper);
        }
    }

    @Test
    void anInterruptBeforeItThrowsAndClearsTheFlag() {
        for (List<Duration> durations : List.of(AT_ONCE, HUGE)) {
            for (Duration d : durations) {
                assertInterrupted(sleep(() -> {
                    Thread.currentThread().interrupt();
                    Go.sleep(d);
                    return null;
                }));
            }
        }
    }

    @Test
    void aStaleWakeUpDoesNotEndIt() {
        Outcome<Long> sleeper = sleep(() -> {
            LockSupport.unpark(Thread.currentThread());
            Go.sleep(Duration.ofDays(1));
            return null;
        }).awaitParked("sleep");
        LockSupport.unpark(sleeper.thread());
        sleeper.awaitParked("sleep").thread().interrupt();
        assertInterrupted(sleeper);
    }

    @Test
    void noDurationIsRefused() {
        assertThatNullPointerException().isThrownBy(() -> Go.sleep(null));
    }

    private Outcome<Long> sleep(Duration d) {
        return sleep(() -> {
            Go.sleep(d);
            return null;
        });
    }

    private Outcome<Long> sleep(Call<Long, ?> call) {
        return Outcome.start(g, virtual, call);
    }

    private static void assertInterrupted(Outcome<?> sleeper) {
        sleeper.assertFailure().isInstanceOf(InterruptedException.class);
        assertThat(sleeper.interruptFlag()).isFalse();
    }
}

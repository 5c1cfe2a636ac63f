package dev.weft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.context.CanceledException;
import dev.weft.context.Context;
import dev.weft.context.DeadlineExceededException;
import dev.weft.support.Goroutines;
import dev.weft.support.Outcome;
import dev.weft.time.Timers;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code Go.sleep(ctx, d)}. */
class SleepWithContextTest {
    private static final Duration LONG = Duration.ofDays(1);

    @RegisterExtension
    final Goroutines g = new Goroutines();

    @Test
    void itSleepsAtLeastSoLong() throws InterruptedException {
        try (var ctx = Context.withCancel(Context.background())) {
            Instant before = Timers.now();
            Go.sleep(ctx, Duration.ofMillis(5));
            Go.sleep(Context.background(), Duration.ofMillis(5));
            assertThat(Duration.between(before, Timers.now())).isGreaterThanOrEqualTo(Duration.ofMillis(10));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aCancelEndsIt(boolean virtual) {
        try (var ctx = Context.withCancel(Context.background())) {
            Outcome<Void> sleeper = sleeper(ctx, virtual);
            Exception why = new IllegalStateException("why");
            ctx.cancel(why);
            assertThat(sleeper.failure()).isInstanceOf(CanceledException.class).hasCause(why);
        }
    }

    @Test
    void soDoesADeadline() {
        try (var ctx = Context.withTimeout(Context.background(), Duration.ofMillis(5))) {
            assertThatThrownBy(() -> Go.sleep(ctx, LONG)).isInstanceOf(DeadlineExceededException.class);
        }
    }

    @Test
    void soDoesAnInterrupt() {
        try (var ctx = Context.withCancel(Context.background())) {
            Outcome<Void> sleeper = sleeper(ctx, true);
            sleeper.thread().interrupt();
            assertThat(sleeper.failure()).isInstanceOf(InterruptedException.class);
            assertThat(sleeper.interruptFlag()).isFalse();
        }
    }

    @Test
    void aContextThatIsDoneThrowsAtOnceHoweverShortTheSleep() {
        var ctx = Context.withCancel(Context.background());
        ctx.cancel();
        for (Duration d : new Duration[] {LONG, Duration.ZERO, Duration.ofSeconds(-1)}) {
            assertThatThrownBy(() -> Go.sleep(ctx, d)).isInstanceOf(CanceledException.class);
        }
    }

    @Test
    void anInterruptIsHeardOfFirst() {
        var ctx = Context.withCancel(Context.background());
        ctx.cancel();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> Go.sleep(ctx, Duration.ZERO)).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void zeroReturns() throws InterruptedException {
        Go.sleep(Context.background(), Duration.ZERO);
        Go.sleep(Context.background(), Duration.ofDays(-1));
    }

    @Test
    void nullIsRefused() {
        assertThatThrownBy(() -> Go.sleep(null, LONG)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> Go.sleep(Context.background(), null)).isInstanceOf(NullPointerException.class);
    }

    private Outcome<Void> sleeper(Context ctx, boolean virtual) {
        return Outcome.<Void>start(g, virtual, () -> {
            Go.sleep(ctx, LONG);
            return null;
        }).awaitParked("select");
    }
}

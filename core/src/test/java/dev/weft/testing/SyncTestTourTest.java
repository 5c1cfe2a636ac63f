package dev.weft.testing;

import static dev.weft.Go.go;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Call;
import dev.weft.Channel;
import dev.weft.Go;
import dev.weft.Unit;
import dev.weft.context.Context;
import dev.weft.context.DeadlineExceededException;
import dev.weft.time.Timers;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** The code in the documentation of {@link SyncTest}. */
class SyncTestTourTest {
    // @start region="retry"
    /** Calls until it succeeds, with growing pauses, for at most a day. */
    static <T> T retry(Call<T, IOException> call) throws InterruptedException {
        try (var ctx = Context.withTimeout(Context.background(), Duration.ofDays(1))) {
            for (Duration pause = Duration.ofSeconds(1);; pause = pause.multipliedBy(2)) {
                try {
                    return call.call();
                } catch (IOException e) {
                    Go.sleep(ctx, pause);
                }
            }
        }
    }

    @Test
    void givesUpAfterADay() throws Exception {
        SyncTest.run(() -> { // takes a millisecond
            Instant start = Timers.now();
            List<Duration> calls = new ArrayList<>();
            try {
                retry(() -> {
                    calls.add(Timers.since(start));
                    throw new IOException("no answer");
                });
            } catch (DeadlineExceededException e) {
                assertThat(calls).hasSize(17).endsWith(Duration.ofSeconds(65535));
                assertThat(Timers.since(start)).isEqualTo(Duration.ofDays(1));
            }
        });
    }
    // @end

    @Test
    void afterFuncRunsWhenTheContextIsCancelled() throws Exception {
        SyncTest.run(() -> {
            // @start region="await"
            AtomicBoolean called = new AtomicBoolean();
            var ctx = Context.withCancel(Context.background());
            Context.afterFunc(ctx, () -> called.set(true));

            SyncTest.await();
            assertThat(called).isFalse(); // it has not been called, and is not about to be

            ctx.cancel();
            SyncTest.await();
            assertThat(called).isTrue();
            // @end
        });
    }

    @Test
    void severalCalls() throws Exception {
        // @start region="open"
        try (SyncTest.Bubble bubble = SyncTest.open()) {
            List<Channel<Unit>> made = new ArrayList<>();
            bubble.run(() -> made.add(Channel.make()));
            bubble.run(() -> {
                Channel<Unit> channel = made.getFirst();
                go(() -> channel.send(Unit.UNIT));
                assertThat(channel.receive()).isNotNull();
            });
        }
        // @end
    }
}

package dev.weft.examples.jobs;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.context.Context;
import dev.weft.examples.Await;
import dev.weft.examples.TrackGoroutines;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** An error that no goroutine catches; in virtual time, it would fail the test. */
@ExtendWith(TrackGoroutines.class)
@Timeout(240)
class RunnerErrorTest {
    @Test
    void anErrorStopsTheRunner() throws Exception {
        try (var ctx = Context.withCancel(Context.background())) {
            Backoff backoff = new Backoff(Duration.ofNanos(1), Duration.ofMillis(1));
            TokenBucket tokens = TokenBucket.start(ctx, 10, Duration.ofHours(1));
            Runner runner = Runner.start(ctx, new Policy(3, 3, backoff, false), tokens);
            for (int i = 0; i < 2; i++) {
                runner.submit(ctx, new Job("waits", c -> {
                    c.done().receive();
                    throw c.err();
                }));
            }
            Error error = new Error("not an error: part of a test", null, false, false) {};
            runner.submit(ctx, new Job("breaks", c -> {
                throw error;
            }));
            assertThatThrownBy(() -> runner.drain(ctx)).isInstanceOf(ExecutionException.class).hasCause(error);
        }
        Await.noGoroutinesOf(Runner.class);
    }
}

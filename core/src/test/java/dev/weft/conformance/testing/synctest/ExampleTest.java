package dev.weft.conformance.testing.synctest;

import static dev.weft.Go.go;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Go;
import dev.weft.context.Context;
import dev.weft.context.DeadlineExceededException;
import dev.weft.testing.SyncTest;
import dev.weft.time.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The examples of Go's documentation. */
@DisplayName("src/testing/synctest/example_test.go")
@Timeout(60)
class ExampleTest {
    private final List<Duration> log = new ArrayList<>();
    private boolean done;

    @Test
    @DisplayName("TestTime")
    void time() throws Exception {
        SyncTest.run(() -> {
            Instant start = Timers.now();
            go(() -> {
                Go.sleep(Duration.ofNanos(1));
                log.add(Timers.since(start));
            });
            Go.sleep(Duration.ofNanos(2));
            log.add(Timers.since(start));
        });
        assertThat(log).containsExactly(Duration.ofNanos(1), Duration.ofNanos(2));
    }

    @Test
    @DisplayName("TestWait")
    void await() throws Exception {
        SyncTest.run(() -> {
            go(() -> done = true);
            SyncTest.await();
            assertThat(done).isTrue();
        });
    }

    @Test
    @DisplayName("TestContextAfterFunc")
    void contextAfterFunc() throws Exception {
        SyncTest.run(() -> {
            var ctx = Context.withCancel(Context.background());
            Context.afterFunc(ctx, () -> done = true);
            SyncTest.await();
            assertThat(done).as("before the context is cancelled").isFalse();
            ctx.cancel();
            SyncTest.await();
            assertThat(done).as("after the context is cancelled").isTrue();
        });
    }

    @Test
    @DisplayName("TestContextWithTimeout")
    void contextWithTimeout() throws Exception {
        SyncTest.run(() -> {
            Duration timeout = Duration.ofSeconds(5);
            try (var ctx = Context.withTimeout(Context.background(), timeout)) {
                Go.sleep(timeout.minusNanos(1));
                SyncTest.await();
                assertThat(ctx.err()).as("before the timeout").isNull();
                Go.sleep(Duration.ofNanos(1));
                SyncTest.await();
                assertThat(ctx.err()).as("after the timeout").isInstanceOf(DeadlineExceededException.class);
            }
        });
    }
}

package dev.weft.junit;

import static dev.weft.Go.sleep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;
import static org.junit.jupiter.api.parallel.ExecutionMode.SAME_THREAD;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.weft.time.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** Tests that run at the same time: each has its own clock; but goroutines are looked for everywhere. */
@Timeout(60)
class ParallelTest {
    private static final int AT_ONCE = 4;

    private static EngineExecutionResults inParallel(Class<?> tests) {
        return EngineTestKit.engine("junit-jupiter").selectors(selectClass(tests))
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "" + AT_ONCE)
                .execute();
    }

    @VirtualTime
    @Execution(CONCURRENT)
    static class AYearEach {
        private static final CountDownLatch ALL = new CountDownLatch(AT_ONCE);

        private final Instant start = Timers.now();

        @RepeatedTest(AT_ONCE)
        void test() throws InterruptedException {
            ALL.countDown();
            assertThat(ALL.await(30, TimeUnit.SECONDS)).as("all at once").isTrue(); // holds the clock
            assertThat(start).isEqualTo("2000-01-01T00:00:00Z");
            for (int day = 1; day <= 365; day++) {
                sleep(Duration.ofDays(1));
                assertThat(Timers.since(start)).isEqualTo(Duration.ofDays(day));
            }
        }
    }

    @Test
    void testsWithVirtualTimeHaveTheirOwnClocks() {
        inParallel(AYearEach.class).testEvents().assertStatistics(s -> s.succeeded(AT_ONCE).failed(0));
    }

    @NoLeaks
    @Execution(CONCURRENT)
    static class NotIsolated {
        @Test
        void test() {}
    }

    @NoLeaks
    @Isolated
    @Execution(SAME_THREAD)
    static class Alone {
        @Test
        void test() {}
    }

    @Test
    void goroutinesCannotBeCheckedWhereTestsRunInParallel() {
        assertThat(inParallel(NotIsolated.class).allEvents().failed().stream().map(ParallelTest::failure))
                .singleElement()
                .satisfies(failure -> assertThat(failure).isInstanceOf(ExtensionConfigurationException.class)
                        .hasMessageContaining("@Isolated"));
        inParallel(Alone.class).testEvents().assertStatistics(s -> s.succeeded(1).failed(0));
        Outcome.assertSuccessful(NotIsolated.class, "test"); // where nothing runs in parallel
    }

    private static Throwable failure(Event event) {
        return event.getRequiredPayload(TestExecutionResult.class).getThrowable().orElseThrow();
    }
}

package dev.weft.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.util.List;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Runs tests that are to fail, in an engine of their own. */
final class Outcome {
    private Outcome() {}

    /** What the only test of a class has failed with. */
    static Throwable of(Class<?> tests) {
        return of(selectClass(tests));
    }

    /** What one test of a class has failed with. */
    static Throwable of(Class<?> tests, String method) {
        return of(selectMethod(tests, method));
    }

    /** Runs the tests of a class, which must pass. */
    static void assertSuccessful(Class<?> tests) {
        assertThat(notSuccessful(selectClass(tests))).isEmpty();
    }

    /** Runs one test of a class, which must pass. */
    static void assertSuccessful(Class<?> tests, String method) {
        assertThat(notSuccessful(selectMethod(tests, method))).isEmpty();
    }

    private static Throwable of(DiscoverySelector selector) {
        List<TestExecutionResult> results = notSuccessful(selector);
        assertThat(results).as("what was not successful").hasSize(1);
        return results.getFirst().getThrowable().orElseThrow();
    }

    private static List<TestExecutionResult> notSuccessful(DiscoverySelector selector) {
        return EngineTestKit.engine("junit-jupiter").selectors(selector)
                .configurationParameter("junit.jupiter.extensions.autodetection.enabled", "false").execute()
                .allEvents().finished().stream()
                .map(event -> event.getRequiredPayload(TestExecutionResult.class))
                .filter(result -> result.getStatus() != TestExecutionResult.Status.SUCCESSFUL)
                .toList();
    }
}

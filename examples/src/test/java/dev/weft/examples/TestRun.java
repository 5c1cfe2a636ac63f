package dev.weft.examples;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.EventType;
import org.junit.platform.testkit.engine.Events;

/** Runs a class of tests that the guide shows, with JUnit, and prints its verdict in a line. */
final class TestRun {
    private static final Pattern TEST_CLASS = Pattern.compile("(?m)^class (\\w+Test) ");

    private TestRun() {}

    static void run(ClassLoader loader, String source) throws ReflectiveOperationException {
        Matcher name = TEST_CLASS.matcher(source);
        if (!name.find()) {
            throw new IllegalArgumentException("no test: " + source);
        }
        Events tests = EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(loader.loadClass(name.group(1)))).execute().testEvents();
        tests.failed().stream().forEach(TestRun::printFailure);
        long passed = tests.succeeded().count();
        long failed = tests.failed().count();
        System.out.println(passed + (passed == 1 ? " test passed" : " tests passed")
                + (failed == 0 ? "" : ", " + failed + " failed"));
    }

    private static void printFailure(Event test) {
        if (test.getType() == EventType.FINISHED) {
            String why = test.getRequiredPayload(TestExecutionResult.class).getThrowable()
                    .map(Throwable::getMessage).orElse("");
            System.out.println(test.getTestDescriptor().getDisplayName().replaceFirst("\\(.*", "") + ": "
                    + why.lines().findFirst().orElse(""));
        }
    }

    /** What the tests themselves print. */
    static String withoutVerdict(String output) {
        return output.replaceFirst("(?m)^\\d+ tests? passed.*\\n\\z", "");
    }
}

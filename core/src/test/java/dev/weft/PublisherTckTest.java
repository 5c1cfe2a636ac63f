package dev.weft;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testng.TestListenerAdapter;
import org.testng.TestNG;

/** Reactive Streams' own tests of publishers, which are written for TestNG. */
class PublisherTckTest {
    @TempDir
    Path output;

    @Test
    void keepsTheRulesOfReactiveStreams() {
        TestListenerAdapter results = new TestListenerAdapter();
        TestNG testNg = new TestNG(false);
        testNg.setVerbose(0);
        testNg.setOutputDirectory(output.toString());
        testNg.setTestClasses(new Class<?>[] {PublisherTck.class});
        testNg.addListener(results);
        testNg.run();
        assertThat(results.getFailedTests()).isEmpty();
        assertThat(results.getConfigurationFailures()).isEmpty();
        // The skipped tests are optional, or meant for publishers that fail.
        assertThat(results.getPassedTests()).hasSizeGreaterThan(20);
    }
}

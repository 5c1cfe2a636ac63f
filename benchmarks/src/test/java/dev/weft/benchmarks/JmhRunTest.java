package dev.weft.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weft.benchmarks.roundtrip.RoundTripProfiler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.RunnerException;

class JmhRunTest {
    @Test
    void aParameterThatOnlySomeMethodsHaveMakesItsRows() {
        assertThat(JmhRun.rows(JmhRun.find("[.]StartJoin[.]")))
                .containsExactlyInAnyOrder("StartJoin/threads=goroutine", "StartJoin/threads=os");
        assertThat(JmhRun.rows(JmhRun.find("[.]StartJoin[.]weft$"))).containsExactly("StartJoin/threads=goroutine");
    }

    @Test
    void everyRoundIsAForkWithItsRoundTrips(@TempDir Path directory) throws RunnerException, IOException {
        System.setProperty("jmh.ignoreLock", "true");
        Pass pass = new Pass("test", directory, 2, 1, 3, 1, 0, 0, false);
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        ByteArrayOutputStream console = new ByteArrayOutputStream();
        PrintStream shown = new PrintStream(console, true, StandardCharsets.UTF_8);
        JmhRun run = new JmhRun(new JmhLog(new PrintStream(log, true, StandardCharsets.UTF_8), shown,
                new Progress(shown, 2), 1));
        run.round("[.]OnceDo[.]weft$", pass);
        run.round("[.]OnceDo[.]weft$", pass);
        run.write(directory.resolve("jmh.json"));

        JsonNode results = new ObjectMapper().readTree(directory.resolve("jmh.json").toFile());
        assertThat(results).hasSize(1);
        JsonNode metrics = results.get(0).path("secondaryMetrics");
        assertThat(metrics).hasSize(4);
        for (JsonNode metric : List.of(results.get(0).path("primaryMetric"), metrics.path(RoundTripProfiler.BEFORE),
                metrics.path(RoundTripProfiler.AFTER), metrics.path(RoundTripProfiler.LOW),
                metrics.path(RoundTripProfiler.HIGH))) {
            assertThat(metric.path("rawData")).hasSize(2).allSatisfy(fork -> assertThat(fork).hasSize(3)
                    .allSatisfy(value -> assertThat(value.asDouble()).isPositive()));
        }
        assertThat(results.get(0).path("jvm").asText()).isEqualTo("java");
        assertThat(log.toString(StandardCharsets.UTF_8)).contains("# Fork: 1 of 1", "Iteration   3: ", "ns/op");
        assertThat(console.toString(StandardCharsets.UTF_8).lines()).hasSize(2)
                .allSatisfy(line -> assertThat(line).contains(" left: ", "OnceDo.weft"));
    }

    @Test
    void aForkThatFailsIsShownAndTheOthersAreNot(@TempDir Path directory) throws RunnerException {
        System.setProperty("jmh.ignoreLock", "true");
        Pass pass = new Pass("test", directory, 1, 1, 1, 1, 0, 0, false);
        ByteArrayOutputStream console = new ByteArrayOutputStream();
        PrintStream shown = new PrintStream(console, true, StandardCharsets.UTF_8);
        JmhRun run = new JmhRun(new JmhLog(new PrintStream(OutputStream.nullOutputStream()), shown,
                new Progress(shown, 1), 1));

        // A parameter that the benchmark rejects.
        run.round("[.]Buffered[.](weft|jox)$", Map.of("capacity", "none", "goroutines", "1x1"), pass);

        assertThat(console.toString(StandardCharsets.UTF_8))
                .contains("# Buffered.jox{capacity=none, goroutines=1x1} failed:",
                        "# Buffered.weft{capacity=none, goroutines=1x1} failed:", "NumberFormatException")
                .doesNotContain("# Warmup", "# VM version", "# Run ");
    }

    @Test
    void everyChoiceOfParametersIsCounted() {
        List<BenchmarkListEntry> entries = List.copyOf(JmhRun.find("[.]Buffered[.]weft$"));

        assertThat(entries).hasSize(1);
        assertThat(JmhRun.count(entries)).isEqualTo(6).isEqualTo(JmhRun.rows(entries).size());
    }
}

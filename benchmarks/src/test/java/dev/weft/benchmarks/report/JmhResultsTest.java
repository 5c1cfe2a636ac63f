package dev.weft.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JmhResultsTest {
    @TempDir
    private Path directory;

    @Test
    void readsTheIterationsOfAllForks() throws IOException {
        Map<String, Map<String, Sample>> rows = read("""
                [{"benchmark": "dev.weft.benchmarks.shapes.PingPong.weft", "mode": "avgt", "forks": 2,
                  "primaryMetric": {"score": 9.0, "scoreUnit": "ns/op", "rawData": [[11.0, 12.0], [13.0, 14.0]]},
                  "secondaryMetrics": {}},
                 {"benchmark": "dev.weft.benchmarks.shapes.PingPong.jox", "mode": "avgt",
                  "primaryMetric": {"score": 9.0, "scoreUnit": "ns/op", "rawData": [[20.5]]}}]
                """);

        assertThat(rows).containsOnlyKeys("PingPong");
        assertThat(rows.get("PingPong")).containsOnlyKeys("weft", "jox");
        assertThat(rows.get("PingPong").get("weft").nanoseconds()).containsExactly(11.0, 12.0, 13.0, 14.0);
        assertThat(rows.get("PingPong").get("weft").median()).isEqualTo(12.5);
    }

    @Test
    void theParametersAreOrderedByName() throws IOException {
        Map<String, Map<String, Sample>> rows = read("""
                [{"benchmark": "dev.weft.benchmarks.shapes.Buffered.weft",
                  "params": {"goroutines": "4x4", "capacity": "16"},
                  "primaryMetric": {"scoreUnit": "ns/op", "rawData": [[1.0]]}},
                 {"benchmark": "dev.weft.benchmarks.shapes.Buffered.weft",
                  "params": {"goroutines": "1x1", "capacity": "16"},
                  "primaryMetric": {"scoreUnit": "ns/op", "rawData": [[2.0]]}}]
                """);

        assertThat(rows).containsOnlyKeys("Buffered/capacity=16/goroutines=4x4", "Buffered/capacity=16/goroutines=1x1");
    }

    @Test
    void anotherUnitIsRefused() {
        assertThatIOException().isThrownBy(() -> read("""
                [{"benchmark": "a.PingPong.weft", "primaryMetric": {"scoreUnit": "us/op", "rawData": [[1.0]]}}]
                """)).withMessageContaining("us/op");
    }

    @Test
    void whatStandsThereTwiceIsRefused() {
        assertThatIOException().isThrownBy(() -> read("""
                [{"benchmark": "a.PingPong.weft", "primaryMetric": {"scoreUnit": "ns/op", "rawData": [[1.0]]}},
                 {"benchmark": "a.PingPong.weft", "primaryMetric": {"scoreUnit": "ns/op", "rawData": [[1.0]]}}]
                """)).withMessageContaining("twice");
    }

    private Map<String, Map<String, Sample>> read(String json) throws IOException {
        return JmhResults.read(Files.writeString(directory.resolve("jmh.json"), json));
    }
}

package dev.weft.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JmhResultsTest {
    @TempDir
    private Path directory;

    @Test
    void readsTheIterationsOfAllForks() throws IOException {
        Map<String, Map<Library, Sample>> rows = read("""
                [{"benchmark": "dev.weft.benchmarks.shapes.PingPong.weft", "mode": "avgt", "forks": 2,
                  "primaryMetric": {"score": 9.0, "scoreUnit": "ns/op", "rawData": [[11.0, 12.0], [13.0, 14.0]]},
                  "secondaryMetrics": {}},
                 {"benchmark": "dev.weft.benchmarks.shapes.PingPong.jox", "mode": "avgt",
                  "primaryMetric": {"score": 9.0, "scoreUnit": "ns/op", "rawData": [[20.5]]}}]
                """);

        assertThat(rows).containsOnlyKeys("PingPong");
        assertThat(rows.get("PingPong")).containsOnlyKeys(Library.WEFT, Library.JOX);
        assertThat(rows.get("PingPong").get(Library.WEFT).forks())
                .containsExactly(new Fork(List.of(11.0, 12.0), List.of()), new Fork(List.of(13.0, 14.0), List.of()));
        assertThat(rows.get("PingPong").get(Library.WEFT).median()).isEqualTo(12.5);
    }

    @Test
    void theParametersAreOrderedByName() throws IOException {
        Map<String, Map<Library, Sample>> rows = read("""
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
    void theRoundTripsOfAForkAreThoseBeforeAndAfterItsIterations() throws IOException {
        Map<String, Map<Library, Sample>> rows = read("""
                [{"benchmark": "a.PingPong.weft",
                  "primaryMetric": {"scoreUnit": "ns/op", "rawData": [[1.0, 2.0], [3.0, 4.0]]},
                  "secondaryMetrics": {
                    "roundTrip.before": {"rawData": [[60.0, 61.0], [320.0, 321.0]]},
                    "roundTrip.after": {"rawData": [[62.0, 63.0], [322.0, 323.0]]},
                    "roundTrip.high": {"rawData": [[90.0, 90.0], [900.0, 900.0]]}}}]
                """);

        assertThat(rows.get("PingPong").get(Library.WEFT).forks()).extracting(Fork::roundTrips)
                .containsExactly(List.of(60.0, 61.0, 62.0, 63.0), List.of(320.0, 321.0, 322.0, 323.0));
    }

    @Test
    void aMethodThatStandsForTwoQueuesIsTheOneOfItsRow() throws IOException {
        assertThat(read("""
                [{"benchmark": "a.ChanProdCons.synchronousOrArrayBlockingQueue", "params": {"capacity": "0"},
                  "primaryMetric": {"scoreUnit": "ns/op", "rawData": [[1.0]]}},
                 {"benchmark": "a.ChanProdCons.synchronousOrArrayBlockingQueue", "params": {"capacity": "10"},
                  "primaryMetric": {"scoreUnit": "ns/op", "rawData": [[1.0]]}}]
                """).values()).extracting(samples -> samples.keySet().iterator().next())
                .containsExactly(Library.SYNCHRONOUS_QUEUE, Library.ARRAY_BLOCKING_QUEUE);
    }

    @Test
    void anUnknownLibraryIsRefused() {
        assertThatIOException().isThrownBy(() -> read("""
                [{"benchmark": "a.PingPong.akka", "primaryMetric": {"scoreUnit": "ns/op", "rawData": [[1.0]]}}]
                """)).withMessageContaining("akka");
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

    private Map<String, Map<Library, Sample>> read(String json) throws IOException {
        return JmhResults.read(Files.writeString(directory.resolve("jmh.json"), json));
    }
}

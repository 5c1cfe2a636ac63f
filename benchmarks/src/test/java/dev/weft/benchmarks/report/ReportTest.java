package dev.weft.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    @TempDir
    private Path directory;

    @BeforeEach
    void aRun() throws IOException {
        Files.writeString(directory.resolve(Report.STAMP), """
                {"machine": "2 processors", "Go": "go1.26"}
                """);
        Files.writeString(directory.resolve(Report.JMH), """
                [{"benchmark": "shapes.PingPong.weft",
                  "primaryMetric": {"scoreUnit": "ns/op", "rawData": [[90.0, 100.0, 110.0]]}},
                 {"benchmark": "shapes.PingPong.jox",
                  "primaryMetric": {"scoreUnit": "ns/op", "rawData": [[1250.0]]}},
                 {"benchmark": "shapes.TryLock.weft",
                  "primaryMetric": {"scoreUnit": "ns/op", "rawData": [[10.5]]}},
                 {"benchmark": "shapes.TryLock.bareAtomic",
                  "primaryMetric": {"scoreUnit": "ns/op", "rawData": [[10.0]]}}]
                """);
        Files.writeString(directory.resolve(Report.GO), "BenchmarkPingPong-2 \t 3\t 80.00 ns/op\n");
    }

    @Test
    void everyRowHasItsRatiosAndWhatItMisses() throws IOException {
        String report = Files.readString(Report.write(directory));

        assertThat(report).contains(
                "| machine | 2 processors |",
                "| PingPong | 100 ±5 % | jox | 1,250 ±0 % | **0.08** | 80.0 ±0 % | **1.25** | – | – | Go |",
                "| TryLock | 10.5 ±0 % | – | – | – | – | – | 10.0 ±0 % | 1.05 |  |",
                "| geometric mean | | | | **0.08** | | **1.25** | | | |",
                "1 of 2 rows are where they should be",
                "| PingPong | weft 100 ±5 % · jox 1,250 ±0 % |");
    }

    @Test
    void theChartsAreLinkedAndDrawn() throws IOException {
        String report = Files.readString(Report.write(directory));

        assertThat(report).contains("(ratios.svg)", "(channels.svg)", "(sync.svg)").doesNotContain("(select.svg)");
        assertThat(directory.resolve("channels.svg")).content().startsWith("<svg").contains("PingPong", "weft", "Go");
    }

    @Test
    void withoutGoTheReportDoesWithout() throws IOException {
        Files.delete(directory.resolve(Report.GO));

        assertThat(Files.readString(Report.write(directory)))
                .contains("| PingPong | 100 ±5 % | jox | 1,250 ±0 % | **0.08** | – | – | – | – |  |");
    }

    @Test
    void theCostsFollowIfTheyWereMeasured() throws IOException {
        Files.writeString(directory.resolve(Report.COSTS), """
                [{"what": "start and join", "who": "goroutine", "unit": "ns", "values": [3, 1, 2], "note": ""},
                 {"what": "start and join", "who": "OS thread", "unit": "ns", "values": [50000], "note": "few"}]
                """);

        assertThat(Files.readString(Report.write(directory)))
                .contains("| | goroutine | goroutine in Go | OS thread |")
                .contains("| start and join | 2.0 ns | – | 50,000 ns (few) |");
    }
}

package dev.weft.benchmarks.report;

import static dev.weft.benchmarks.report.Library.GO;
import static dev.weft.benchmarks.report.Library.JOX;
import static dev.weft.benchmarks.report.Library.KOTLIN;
import static dev.weft.benchmarks.report.Library.WEFT;
import static dev.weft.benchmarks.report.Library.WEFT_ON_ITS_SCHEDULER;
import static dev.weft.benchmarks.report.Made.fork;
import static dev.weft.benchmarks.report.Made.results;
import static dev.weft.benchmarks.report.Made.row;
import static dev.weft.benchmarks.report.Made.sample;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GlanceTest {
    private static final Results COMMITTED = results(
            row("PingPong", WEFT, 200, JOX, 400, KOTLIN, 300, GO, 250),
            row("Ring", WEFT, 1, JOX, 100));

    @Test
    void eachFigureHasTheCommittedOneBesideIt() {
        List<String> lines = squeezed(Glance.lines(
                results(row("PingPong", WEFT, sample(290, 300, 310), JOX, 400, KOTLIN, 600, GO, 250)), COMMITTED,
                Map.of()));

        assertThat(lines).contains(
                "PingPong Weft 300 (290–310) 200 1.50",
                "Jox 400 400 1.00 0.75 0.50",
                "Go 250 250 1.00 1.20 0.80",
                "Weft takes 1.50 times as long here as committed (1.50 to 1.50 from row to row).",
                "Geometric mean of Weft's time divided by that of the best other library: here 0.75, committed 0.67; "
                        + "by Go's: here 1.20, committed 0.80.");
    }

    @Test
    void withoutGoItsLineIsMissing() {
        List<String> lines = squeezed(Glance.lines(results(row("PingPong", WEFT, 100, JOX, 400)), COMMITTED, Map.of()));

        assertThat(lines).contains("PingPong Weft 100 200 0.50").noneMatch(line -> line.startsWith("Go "))
                .anyMatch(line -> line.endsWith("by Go's: here –, committed –."));
    }

    @Test
    void whatWasNotCommittedHasNothingBesideIt() {
        List<String> lines = squeezed(Glance.lines(results(row("Mutex", WEFT, 10, JOX, 20)), COMMITTED, Map.of()));

        assertThat(lines).contains("Mutex Weft 10.0 – –", "Jox 20.0 – – 0.50 –")
                .noneMatch(line -> line.startsWith("Weft takes"));
    }

    @Test
    void theColumnsAreAligned() {
        List<String> lines = Glance.lines(
                results(row("PingPong", WEFT, 100, JOX, 40_000), row("Mutex", WEFT, 1.5, JOX, 2)), COMMITTED, Map.of());

        List<String> figures = lines.stream().filter(line -> line.contains("Jox")).toList();
        assertThat(figures).hasSize(2);
        assertThat(figures.getFirst().indexOf("40,000") + 6).isEqualTo(figures.getLast().indexOf("2.00") + 4);
    }

    @Test
    void theCommittedForksAreThoseWithTheMostSimilarRoundTrip() {
        Results committed = results(
                row("PingPong", WEFT, sample(fork(100, 60), fork(120, 62), fork(500, 320)), JOX, sample(fork(1, 60))));

        assertThat(squeezed(Glance.lines(results(row("PingPong", WEFT, sample(fork(450, 250)))), committed, Map.of())))
                .contains("PingPong Weft 450 500 0.90");
        assertThat(squeezed(Glance.lines(results(row("PingPong", WEFT, sample(fork(110, 90)))), committed, Map.of())))
                .contains("PingPong Weft 110 110 1.00");
        assertThat(squeezed(Glance.lines(results(row("PingPong", WEFT, 220)), committed, Map.of())))
                .contains("PingPong Weft 220 110 2.00");
    }

    @Test
    void weftOnItsSchedulerHasALineOfItsOwn() {
        List<String> lines = squeezed(Glance.lines(
                results(row("PingPong", WEFT, 300, WEFT_ON_ITS_SCHEDULER, 150, JOX, 400)), COMMITTED, Map.of()));

        assertThat(lines).contains("PingPong Weft 300 200 1.50", "Weft on its scheduler 150 – – 2.00 –",
                "Jox 400 400 1.00 0.75 0.50");
    }

    @Test
    void onABusyMachineNothingIsComparedWithTheCommittedFigures() {
        Results here = results(row("PingPong", WEFT, sample(fork(300, 90_000, 80_000, 300)), JOX,
                sample(fork(600, 70_000))));

        List<String> lines = squeezed(Glance.lines(here, COMMITTED, Map.of("machine", "2 processors, some")));

        assertThat(lines).contains("here Weft's / this", "PingPong Weft 300", "Jox 600 0.50",
                "Geometric mean of Weft's time divided by that of the best other library: 0.50; by Go's: –.")
                .anyMatch(line -> line.contains("could not be measured: the machine was so busy that"))
                .noneMatch(line -> line.contains("as committed") || line.startsWith("Round trip"));
        assertThat(Glance.lines(here, COMMITTED, Map.of("machine", "1 processor, some")))
                .anyMatch(line -> line.contains("could not be measured: there is only one processor."));
    }

    @Test
    void whatIsLeftOutIsCounted() {
        List<String> lines = Glance.lines(
                results(row("PingPong", WEFT, sample(fork(100, 60), fork(110, 61), fork(900, 80_000)))), COMMITTED,
                Map.of());

        assertThat(squeezed(lines)).contains("PingPong Weft 105 (100–110) 200 0.53")
                .contains("Not shown: 1 of 3 forks that saw another round trip, or a busy machine.")
                .anyMatch(line -> line.startsWith("Without a figure of Weft") && line.contains("StartJoin"));
    }

    @Test
    void itReadsWhatTwoPassesLeft(@TempDir Path directory) throws IOException {
        Path here = Files.createDirectory(directory.resolve("glance"));
        Path committed = Files.createDirectory(directory.resolve("full"));
        Files.writeString(here.resolve(Report.JMH), """
                [{"benchmark": "shapes.StartJoin.weft", "params": {"threads": "goroutine"},
                  "primaryMetric": {"scoreUnit": "ns/op", "rawData": [[150.0]]}}]
                """);

        assertThat(Glance.compare(here, committed)).contains("There are no committed results to compare with.");

        Files.writeString(committed.resolve(Report.JMH), """
                [{"benchmark": "shapes.StartJoin.weft",
                  "primaryMetric": {"scoreUnit": "ns/op", "rawData": [[100.0], [100.0]]}}]
                """);
        Files.writeString(committed.resolve(Report.STAMP), """
                {"machine": "2 processors", "commit": "abc", "pass": "long"}
                """);

        assertThat(squeezed(Glance.compare(here, committed)))
                .contains("StartJoin Weft 150 100 1.50", "Committed: 2 processors; abc.");
    }

    private static List<String> squeezed(List<String> lines) {
        return lines.stream().map(line -> line.strip().replaceAll(" +", " ")).toList();
    }
}

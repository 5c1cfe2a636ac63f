package dev.weft.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportTest {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)[^)]*\\)");

    @TempDir
    private Path module;

    private Path directory;

    @BeforeEach
    void aRun() throws IOException {
        directory = Files.createDirectories(module.resolve("target/results/part"));
        Files.createDirectories(module.resolve("src/main/go"));
        Files.createFile(module.resolve("src/main/go/go.mod"));
        Files.createFile(module.resolve("README.md"));
        Files.writeString(directory.resolve(Report.STAMP), """
                {"machine": "2 processors", "Go": "go1.26", "peers": "jox 1.0"}
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

    /** Two paces, three forks each; Go saw only the fast one, and one of Weft's forks saw both. */
    private void twoPaces() throws IOException {
        Files.writeString(directory.resolve(Report.JMH), """
                [{"benchmark": "shapes.PingPong.weft", "params": {"threads": "goroutine"},
                  "primaryMetric": {"scoreUnit": "ns/op",
                    "rawData": [[100.0], [110.0], [190.0], [400.0], [410.0], [420.0], [250.0]]},
                  "secondaryMetrics": {
                    "roundTrip.before": {"rawData": [[60.0], [61.0], [62.0], [320.0], [321.0], [322.0], [60.0]]},
                    "roundTrip.after": {"rawData": [[60.0], [61.0], [62.0], [320.0], [321.0], [322.0], [320.0]]},
                    "roundTrip.low": {"rawData": [[1.0], [1.0], [1.0], [1.0], [1.0], [1.0], [1.0]]}}},
                 {"benchmark": "shapes.PingPong.jox", "params": {"threads": "goroutine"},
                  "primaryMetric": {"scoreUnit": "ns/op",
                    "rawData": [[200.0], [220.0], [230.0], [410.0], [415.0], [300.0]]},
                  "secondaryMetrics": {
                    "roundTrip.before": {"rawData": [[60.0], [61.0], [62.0], [320.0], [321.0], [322.0]]},
                    "roundTrip.after": {"rawData": [[60.0], [61.0], [62.0], [320.0], [321.0], [322.0]]}}},
                 {"benchmark": "shapes.Ring.weft",
                  "primaryMetric": {"scoreUnit": "ns/op", "rawData": [[300.0]]},
                  "secondaryMetrics": {"roundTrip.before": {"rawData": [[60.0]]},
                    "roundTrip.after": {"rawData": [[61.0]]}}},
                 {"benchmark": "shapes.Ring.jox",
                  "primaryMetric": {"scoreUnit": "ns/op", "rawData": [[3000.0]]},
                  "secondaryMetrics": {"roundTrip.before": {"rawData": [[330.0]]},
                    "roundTrip.after": {"rawData": [[331.0]]}}}]
                """);
        Files.writeString(directory.resolve(Report.GO), """
                goos: linux

                fork: 1
                round-trip-before: 59.0
                round-trip-after: 63.0
                BenchmarkPingPong-2 \t 3\t 110.00 ns/op
                """);
    }

    @Test
    void everyRowHasItsRatios() throws IOException {
        assertThat(report()).contains(
                "| machine | 2 processors |",
                "| libraries | jox 1.0 |",
                "| Jox | 1 | **0.08** | 1 | 0 | 0 | 0 |",
                "| Go | 1 | **1.25** | 0 | 0 | 1 | 0 |",
                "| PingPong | – | 100 | Jox | 1,250 | 0.08 | 80.0 | 1.25 | – | – | 1, 1, 1 |  |",
                "| TryLock | – | 10.5 | – | – | – | – | – | 10.0 | 1.05 | 1, –, – |  |",
                "| geometric mean | | | | | 0.08 | | 1.25 | | | | |",
                "| PingPong | Go | 1 | 80.0 | 80.0 | 80.0 | – | – |",
                "|  | Weft | 1 | 100 | 100 | 100 | – | – |");
    }

    @Test
    void oneForkIsCalledNoProof() throws IOException {
        assertThat(report()).contains("Each library ran in 1 process of its own", "One fork does not show how much")
                .contains("was not measured beside these figures").doesNotContain("Weft's forks differ");
    }

    @Test
    void forksThatSawTheSameAreComparedAndBothPacesShown() throws IOException {
        twoPaces();

        assertThat(report()).contains(
                "With a fast round trip between the processors:",
                "With a slow round trip between the processors:",
                "| PingPong | 61.0 (60.0–62.0), fast | 110 (100–190) | Jox | 220 (200–230) | **0.50** | 110 | 1.00 | – | – "
                        + "| 3, 3, 1 | Weft 1.90 |",
                "| PingPong | 321 (320–322), slow | 410 (400–420) | Jox | 410 (300–415) | 1.00 | – | – | – | – | 3, 3, – |  |",
                "| geometric mean, fast | | | | | 0.50 | | 1.00 | | | | |",
                "| geometric mean, slow | | | | | 1.00 | | – | | | | |",
                "| Weft | 3 | 100 | 110 | 190 | **1.90** | 61.0 (60.0–62.0), fast |",
                "| Weft | 3 | 400 | 410 | 420 | 1.05 | 321 (320–322), slow |",
                "| Weft | 1 | 250 | 250 | 250 | – | 190, mixed |");
    }

    @Test
    void whatMakesItUnsureIsSaid() throws IOException {
        twoPaces();

        assertThat(report()).contains(
                "Weft's forks differ by more than a factor of 1.5 in 1 of 2 rows",
                "PingPong (1.90)",
                "Compared with nothing: of all forks, 1 that saw it change.",
                "no other library saw the same round trip as Weft, and nothing is compared: Ring.");
    }

    @Test
    void whatIsNotSteadyWithinAForkIsSaid() throws IOException {
        Files.writeString(directory.resolve(Report.JMH), """
                [{"benchmark": "shapes.PingPong.weft", "primaryMetric": {"scoreUnit": "ns/op",
                    "rawData": [[160.0, 100.0, 100.0], [170.0, 100.0, 100.0], [100.0, 100.0, 100.0]]}},
                 {"benchmark": "shapes.Ring.weft", "primaryMetric": {"scoreUnit": "ns/op",
                    "rawData": [[100.0, 160.0, 100.0], [105.0, 100.0, 100.0], [105.0, 100.0, 100.0]]}}]
                """);

        assertThat(report()).contains(
                "differ by more than a factor of 1.5 (in the median fork) in 1 of 2 rows: PingPong (1.60).",
                "slower than the last by more than a tenth (in the median fork): PingPong with Weft (1.60).");
    }

    /** In a pass of ten forks, one or two that saw another round trip show nothing. */
    @Test
    void figuresOfTooFewForksAreNotCompared() throws IOException {
        String times = "[100.0], ".repeat(8) + "[400.0], [400.0]";
        String roundTrips = "[60.0], ".repeat(8) + "[320.0], [320.0]";
        Files.writeString(directory.resolve(Report.JMH), """
                [{"benchmark": "shapes.PingPong.weft", "primaryMetric": {"scoreUnit": "ns/op", "rawData": [%s]},
                  "secondaryMetrics": {"roundTrip.before": {"rawData": [%s]}}}]
                """.formatted(times, roundTrips));

        assertThat(report()).contains("What has fewer than 3 such forks is only in the last table, and in no mean.",
                "| PingPong | 60.0, fast | 100 |", "|  | Weft | 2 | 400 | 400 | 400 | 1.00 | 320, slow |")
                .doesNotContain("| PingPong | 320, slow |");
    }

    @Test
    void aMachineWithOneRoundTripIsCalledThat() throws IOException {
        Files.writeString(directory.resolve(Report.JMH), """
                [{"benchmark": "shapes.PingPong.weft",
                  "primaryMetric": {"scoreUnit": "ns/op", "rawData": [[100.0], [110.0]]},
                  "secondaryMetrics": {"roundTrip.before": {"rawData": [[60.0], [70.0]]},
                    "roundTrip.after": {"rawData": [[80.0], [70.0]]}}}]
                """);

        assertThat(report()).contains("took 70.0 ns all the time. The machine never had one that was twice")
                .contains("In no row do Weft's forks differ by more than a factor of 1.5.");
    }

    @Test
    void aLoadedMachineIsCalledThat() throws IOException {
        Files.writeString(directory.resolve(Report.JMH), """
                [{"benchmark": "shapes.PingPong.weft",
                  "primaryMetric": {"scoreUnit": "ns/op", "rawData": [[100.0]]},
                  "secondaryMetrics": {"roundTrip.before": {"rawData": [[150000.0]]},
                    "roundTrip.after": {"rawData": [[70000.0]]}}}]
                """);

        assertThat(report()).contains("could not be measured: the machine was so busy")
                .contains("| PingPong | – | 100 |").doesNotContain("µs");
    }

    @Test
    void oneProcessorIsNotCalledABusyMachine() throws IOException {
        Files.writeString(directory.resolve(Report.STAMP), """
                {"machine": "1 processor, some"}
                """);
        Files.writeString(directory.resolve(Report.JMH), """
                [{"benchmark": "shapes.PingPong.weft",
                  "primaryMetric": {"scoreUnit": "ns/op", "rawData": [[100.0]]},
                  "secondaryMetrics": {"roundTrip.before": {"rawData": [[150000.0]]},
                    "roundTrip.after": {"rawData": [[70000.0]]}}}]
                """);

        assertThat(report()).contains("could not be measured: there is only one processor.").doesNotContain("busy");
    }

    @Test
    void theChartsAreDrawn() throws IOException {
        assertThat(report()).contains("(ratios.svg)", "(channels.svg)", "(sync.svg)")
                .doesNotContain("(select.svg)").doesNotContain("(threads.svg)");
        assertThat(directory.resolve("channels.svg")).content().startsWith("<svg").contains("PingPong", "Weft", "Go");
    }

    @Test
    void theOtherPaceHasChartsOfItsOwn() throws IOException {
        twoPaces();

        assertThat(report()).contains("(ratios.svg)", "(ratios-slow.svg)");
        assertThat(directory.resolve("ratios-slow.svg")).content().contains("with a slow round trip");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyLinkLeadsSomewhere(boolean bothPaces) throws IOException {
        if (bothPaces) {
            twoPaces();
        }
        Matcher link = LINK.matcher(report());

        assertThat(link.results().map(found -> found.group(1))).contains("../../../README.md", "ratios.svg")
                .allSatisfy(path -> assertThat(directory.resolve(path)).exists());
    }

    @Test
    void theLinksAreRightWhereTheReportWillBe() throws IOException {
        Path place = module.resolve("results/full");

        String report = Files.readString(Report.write(directory, place));

        assertThat(report).startsWith("# Weft's benchmarks\n").contains("](../../README.md)");
    }

    @Test
    void thePassBesideAnotherProcessSaysSoEverywhere() throws IOException {
        Report.write(directory, module.resolve("results/loaded"));

        assertThat(directory.resolve("report.md")).content()
                .startsWith("# Weft's benchmarks, while another process keeps all processors busy\n");
        assertThat(directory.resolve("ratios.svg")).content().contains("while another process keeps");
    }

    @Test
    void anEarlierPassOfTheSameSourcesIsCompared() throws IOException {
        twoPaces();
        Path later = Files.createDirectories(module.resolve("target/results/later"));
        Report.keep(directory, later);
        for (String file : List.of(Report.STAMP, Report.GO)) {
            Files.copy(directory.resolve(file), later.resolve(file));
        }
        Files.writeString(later.resolve(Report.JMH), Files.readString(directory.resolve(Report.JMH))
                .replace("[[100.0], [110.0], [190.0], [400.0]", "[[100.0], [220.0], [230.0], [400.0]")
                .replace("[[300.0]]", "[[315.0]]"));

        assertThat(Files.readString(Report.write(later))).contains(
                "measured once before: 2 processors; go1.26.\nThis is",
                "| fast | Weft | 2 | **1.45** | 1.05 | 2.00 | 1 |",
                "| fast | Go | 1 | **1.00** | 1.00 | 1.00 | 0 |",
                "| slow | Weft | 1 | **1.00** | 1.00 | 1.00 | 0 |",
                "- Weft's time divided by that of Go, fast: geometric mean 2.00 here, 1.00 there.",
                "- Weft's two figures differ by more than a factor of 1.25 in: PingPong, fast (2.00).");
    }

    @Test
    void passesOfOtherSourcesAreComparedAndTheReportSaysSo() throws IOException {
        Path later = later();
        Files.writeString(later.resolve(Report.STAMP), """
                {"machine": "2 processors", "core": "b515b4dc01228790"}
                """);

        assertThat(section(later))
                .contains("Weft was measured once before, from other sources", "| library |")
                .doesNotContain("The same sources");
    }

    @Test
    void passesWithoutARowInCommonAreNotCompared() throws IOException {
        Path later = later();
        Files.writeString(later.resolve(Report.JMH), Files.readString(directory.resolve(Report.JMH))
                .replace("PingPong", "Sieve").replace("TryLock", "Ring"));
        Files.writeString(later.resolve(Report.GO), "");

        assertThat(section(later)).contains("Nothing is compared: the two passes have no row in common")
                .doesNotContain("| library |", "In no row");
    }

    @Test
    void passesOnDifferentNumbersOfProcessorsAreNotCompared() throws IOException {
        Path later = later();
        Files.writeString(later.resolve(Report.STAMP), """
                {"machine": "1 processor, some"}
                """);

        assertThat(section(later))
                .contains("Nothing is compared: that pass had 2 processors, and this one 1.")
                .doesNotContain("| library |", "In no row");
    }

    /** A later pass with the same results. */
    private Path later() throws IOException {
        Path later = Files.createDirectories(module.resolve("target/results/later"));
        Report.keep(directory, later);
        for (String file : List.of(Report.STAMP, Report.GO, Report.JMH)) {
            Files.copy(directory.resolve(file), later.resolve(file));
        }
        return later;
    }

    private static String section(Path later) throws IOException {
        String report = Files.readString(Report.write(later));
        int begin = report.indexOf("## How far two passes lie apart");
        return report.substring(begin, report.indexOf("\n![", begin));
    }

    @Test
    void withoutOneNothingIsSaidOfIt() throws IOException {
        assertThat(report()).doesNotContain("two passes");
    }

    @Test
    void outsideTheModuleThereIsNoLinkToItsPage() throws IOException {
        Files.delete(module.resolve("src/main/go/go.mod"));

        assertThat(report()).doesNotContain("README");
    }

    @Test
    void withoutGoTheReportDoesWithout() throws IOException {
        Files.delete(directory.resolve(Report.GO));

        assertThat(report()).contains("| PingPong | – | 100 | Jox | 1,250 | 0.08 | – | – | – | – | 1, 1, – |  |")
                .doesNotContain("| Go | 1 |");
    }

    @Test
    void aMissingLibraryLeavesItsCellsEmpty() throws IOException {
        Files.writeString(directory.resolve(Report.JMH), """
                [{"benchmark": "shapes.PingPong.jox",
                  "primaryMetric": {"scoreUnit": "ns/op", "rawData": [[1250.0]]}}]
                """);

        assertThat(report()).contains("| PingPong | – | – | Jox | 1,250 | – | 80.0 | – | – | – | –, 1, 1 |  |")
                .contains("Weft has no figure, because it failed: PingPong.");
    }

    @Test
    void theCostsFollowIfTheyWereMeasured() throws IOException {
        Files.writeString(directory.resolve(Report.COSTS), """
                [{"what": "start and join", "who": "goroutine", "unit": "ns", "values": [3, 1, 2], "note": ""},
                 {"what": "start and join", "who": "OS thread", "unit": "ns", "values": [50000], "note": "few"}]
                """);

        assertThat(report())
                .contains("| | goroutine | goroutine in Go | OS thread |")
                .contains("| start and join | 2.0 [1.0–3.0] ns | – | 50,000 ns (few) |");
    }

    @Test
    void itCanBeWrittenAgain() throws IOException {
        String first = report();

        assertThat(report()).isEqualTo(first);
    }

    private String report() throws IOException {
        return Files.readString(Report.write(directory));
    }
}

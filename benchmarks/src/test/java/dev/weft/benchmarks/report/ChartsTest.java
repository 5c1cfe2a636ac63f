package dev.weft.benchmarks.report;

import static dev.weft.benchmarks.report.Library.GO;
import static dev.weft.benchmarks.report.Library.JOX;
import static dev.weft.benchmarks.report.Library.KOTLIN;
import static dev.weft.benchmarks.report.Library.SYNCHRONOUS_QUEUE;
import static dev.weft.benchmarks.report.Library.WEFT;
import static dev.weft.benchmarks.report.Made.results;
import static dev.weft.benchmarks.report.Made.row;
import static dev.weft.benchmarks.report.Made.sample;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jfree.chart.plot.XYPlot;
import org.jfree.data.xy.IntervalXYDataset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChartsTest {
    @ParameterizedTest
    @CsvSource({"0.3, 0.4", "5, 9", "0.25, 4", "0.99, 1.01", "1, 1", "0.001, 300"})
    void oneIsAlwaysOnTheAxisOfRatiosAndNeverAtItsEnd(double lowest, double highest) {
        double[] ticks = RoundAxis.ofRatios("", lowest, highest).ticks();

        assertThat(ticks).contains(0.5, 1, 2);
        assertThat(ticks[0]).isLessThan(lowest);
        assertThat(ticks[ticks.length - 1]).isGreaterThan(highest);
    }

    @ParameterizedTest
    @CsvSource({"3, 3", "100, 100", "0.11, 0.25", "21, 49", "1, 999999", "9.9, 10.1"})
    void anAxisOfTimesHasTwoToTenTicksAroundTheTimes(double lowest, double highest) {
        double[] ticks = RoundAxis.ofTimes("", lowest, highest).ticks();

        assertThat(ticks).hasSizeBetween(2, 10).isSorted();
        assertThat(ticks[0]).isLessThanOrEqualTo(lowest);
        assertThat(ticks[ticks.length - 1]).isGreaterThanOrEqualTo(highest);
    }

    @Test
    void eachUnitHasAPanelOfItsOwn() {
        List<Style.Panel> panels = Charts.times(results(row("Ring", WEFT, 400, JOX, 2_000, GO, 150),
                row("Sieve", WEFT, 38_000, KOTLIN, 20_000), row("Skynet", WEFT, 1.3e9, KOTLIN, 1.1e9)),
                Family.GOROUTINES, "");

        assertThat(panels).extracting(panel -> panel.chart().getXYPlot().getDomainAxis().getLabel().split(" ")[0])
                .containsExactly("nanoseconds", "microseconds", "seconds");
    }

    @Test
    void aLibraryHasOneColorAndNoTwoShareIt() {
        Map<Color, Library> colors = new HashMap<>();
        for (Library library : Library.values()) {
            assertThat(colors.put(library.color(), library)).as(library.title()).isNull();
        }
    }

    @Test
    void aMarkHasTheColorOfTheLibraryAndABarOverAllForks() {
        XYPlot plot = Charts.times(results(row("PingPong", WEFT, sample(90, 100, 300), GO, 80)), Family.CHANNELS, "")
                .getFirst().chart().getXYPlot();

        IntervalXYDataset data = (IntervalXYDataset) plot.getDataset();
        assertThat(data.getSeriesKey(0)).isEqualTo("Weft");
        assertThat(data.getXValue(0, 0)).isEqualTo(100);
        assertThat(data.getStartXValue(0, 0)).isEqualTo(90);
        assertThat(data.getEndXValue(0, 0)).isEqualTo(300);
        assertThat(plot.getRenderer().getSeriesPaint(0)).isEqualTo(WEFT.color());
        assertThat(plot.getRenderer().getSeriesPaint(1)).isEqualTo(GO.color());
    }

    @Test
    void theRatiosAreGroupedByFamilyAndBelowBothMeans(@TempDir Path directory) throws IOException {
        Results results = results(row("Mutex", WEFT, 10, Library.REENTRANT_LOCK, 40, GO, 10),
                row("PingPong", WEFT, 10, JOX, 30, SYNCHRONOUS_QUEUE, 10, GO, 40));

        Map<String, String> charts = Charts.draw(results, directory, "-slow", "with a slow round trip");

        assertThat(charts.values()).containsExactly("ratios-slow.svg", "channels-slow.svg", "sync-slow.svg");
        assertThat(Files.readString(directory.resolve("ratios-slow.svg")).replace("&apos;", "'"))
                .contains("Geometric means: 0.50 of the best JVM library's time, 0.50 of Go's")
                .contains("with a slow round trip", "SynchronousQueue", "ReentrantLock")
                .doesNotContain(">Jox<")
                .containsSubsequence("Channels", "Locks, conditions, once, wait groups");
    }

    @Test
    void withoutGoThePictureSaysSo() {
        assertThat(Charts.means(results(row("Mutex", WEFT, 10, Library.REENTRANT_LOCK, 40))))
                .isEqualTo("Geometric means: 0.25 of the best JVM library's time; Go was not measured");
    }

    @Test
    void theSameResultsGiveTheSameFile(@TempDir Path directory) throws IOException {
        Results results = results(row("PingPong", WEFT, sample(90, 100, 300), GO, 80));

        Charts.draw(results, directory, "-1", "");
        Charts.draw(results, directory, "-2", "");

        assertThat(directory.resolve("channels-1.svg")).hasSameTextualContentAs(directory.resolve("channels-2.svg"));
    }
}

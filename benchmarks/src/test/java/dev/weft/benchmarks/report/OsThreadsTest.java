package dev.weft.benchmarks.report;

import static dev.weft.benchmarks.report.Library.GO;
import static dev.weft.benchmarks.report.Library.OS_THREAD;
import static dev.weft.benchmarks.report.Library.SYNCHRONOUS_QUEUE;
import static dev.weft.benchmarks.report.Library.WEFT;
import static dev.weft.benchmarks.report.Made.fork;
import static dev.weft.benchmarks.report.Made.results;
import static dev.weft.benchmarks.report.Made.row;
import static dev.weft.benchmarks.report.Made.sample;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OsThreadsTest {
    private static final Results BOTH = results(
            row("ContextSwitch", WEFT, sample(130, 133, 140), GO, 160, SYNCHRONOUS_QUEUE, 90),
            row("ContextSwitch/threads=os", WEFT, sample(24_000, 26_344, 27_000), SYNCHRONOUS_QUEUE, 20_000),
            row("StartJoin", WEFT, 182, Library.VIRTUAL_THREAD, 180),
            row("StartJoin/threads=os", OS_THREAD, 81_788));

    @Test
    void theTableHasWhatWasMeasuredOnBoth() {
        assertThat(OsThreads.table(BOTH)).contains(
                "| an element through an unbuffered channel | 133 (130–140) | 160 | 20,000 | SynchronousQueue | 150 "
                        + "| 26,344 (24,000–27,000) |",
                "| start and join | 182 | – | 81,788 | OS thread | 449 | – |").doesNotContain("park");
    }

    @Test
    void thePictureHasTheTwoNumbers() {
        assertThat(OsThreadsChart.panels(BOTH, "")).hasSize(2);
        assertThat(Style.svg(OsThreadsChart.panels(BOTH, "")))
                .contains("133 ns; OS threads: 20,000 ns", "182 ns; OS threads: 81,788 ns")
                .contains("goroutine (Weft)", "goroutine (Go)", "OS thread", "OS thread (SynchronousQueue)");
    }

    @Test
    void withoutRowsOnOsThreadsThereIsNeither() {
        Results none = BOTH.on(false);

        assertThat(OsThreads.table(none)).isEmpty();
        assertThat(OsThreadsChart.panels(none, "")).isEmpty();
    }

    @Test
    void onlyForksThatSawTheSameStandBesideEachOther() {
        Results results = results(
                row("StartJoin", WEFT, sample(fork(182, 60), fork(300, 320)), GO, sample(fork(200, 60))),
                row("StartJoin/threads=os", OS_THREAD, sample(fork(80_000, 60), fork(99_000, 320))));

        assertThat(OsThreads.table(results)).contains("| start and join | 182 | 200 | 80,000 | OS thread | 440 | – |");
    }
}

package dev.weft.benchmarks.costs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CostsTableTest {
    @Test
    void sizesStandBesideEachOther() {
        String table = CostsTable.of(List.of(
                new Cost("heap", Cost.GOROUTINE, "bytes", List.of(700.0), "100,000"),
                new Cost("heap", Cost.GOROUTINE, "bytes", List.of(690.0), "1,000,000"),
                new Cost("heap", Cost.OS_THREAD, "bytes", List.of(1_200.0), "7,000, by a limit")));

        assertThat(table).contains("| heap | 700 B (100,000); 690 B (1,000,000) | – | 1,200 B (7,000, by a limit) |");
    }

    @Test
    void theValueIsTheMedian() {
        assertThat(CostsTable.value(new Cost("x", "y", "ns", List.of(5.0, 1_000.0, 3.0), ""))).isEqualTo("5.0");
        assertThat(CostsTable.value(new Cost("x", "y", "ns", List.of(2.0, 4.0), ""))).isEqualTo("3.0");
    }

    @Test
    void theLowestAndTheHighestStandBesideIt() {
        Cost heap = new Cost("heap", Cost.GOROUTINE, "bytes", List.of(1_810.0, 700.0, 702.0), "100,000");

        assertThat(CostsTable.of(List.of(heap))).contains("| heap | 702 [700–1,810] B (100,000) | – | – |");
    }

    @Test
    void theSameFromSeveralProcessesIsOneCost() {
        Cost many = new Cost("heap", Cost.GOROUTINE, "bytes", List.of(1.0), "100,000");
        Cost again = new Cost("heap", Cost.GOROUTINE, "bytes", List.of(3.0, 2.0), "100,000");
        Cost more = new Cost("heap", Cost.GOROUTINE, "bytes", List.of(4.0), "1,000,000");

        assertThat(Cost.merged(List.of(many, more, again))).containsExactly(
                new Cost("heap", Cost.GOROUTINE, "bytes", List.of(1.0, 3.0, 2.0), "100,000"), more);
    }

    @Test
    void whatWeftTakesStandsApart() {
        String table = CostsTable.of(List.of(
                new Cost("start", Cost.GOROUTINE, "ns", List.of(170.0), ""),
                new Cost("size of a mutex", Cost.WEFT, "bytes", List.of(24.0), "")));

        assertThat(table).contains("| start | 170 ns | – | – |").contains("| size of a mutex | 24 B |");
    }

    @Test
    void withoutAFileThereIsNoTable(@TempDir Path directory) throws IOException {
        assertThat(CostsTable.read(directory.resolve("none.json"))).isEmpty();
    }
}

package dev.weft.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jmh.runner.BenchmarkListEntry;

class MenuTest {
    @Test
    void namesEveryPassAndEveryBenchmark() {
        List<String> lines = Menu.lines();
        for (Menu.Whole pass : Menu.Whole.values()) {
            assertThat(lines).filteredOn(line -> line.startsWith("  " + pass + " ")).hasSize(1);
        }
        assertThat(List.of(lines.getLast().strip().split(", "))).contains("Buffered", "PingPong", "Sieve")
                .hasSizeGreaterThan(20).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"glance", "quick", "full", "loaded", "smoke", "PingPong", "^Mutex$", "Select\\.", "Mutex.*weft"})
    void whatThereIsIsNotComplainedOf(String pass) {
        assertThat(Menu.complaint(pass)).isEmpty();
    }

    @Test
    void everyNameInTheMenuIsRight() {
        for (String name : Menu.lines().getLast().strip().split(", ")) {
            assertThat(Menu.complaint(name)).as(name).isEmpty();
        }
    }

    @Test
    void aWrongNameIsOneLineThatNamesTheRightOnes() {
        assertThat(Menu.complaint("PingPng").orElseThrow()).startsWith("no pass or benchmark is called \"PingPng\"; ")
                .contains("glance, quick, full, loaded, smoke", "PingPong").doesNotContain("\n");
        assertThat(Menu.complaint("(").orElseThrow()).startsWith("\"(\" is no pattern: ").doesNotContain("\n");
        assertThat(Menu.complaint("quick", "PingPong").orElseThrow()).contains("\"quick PingPong\"")
                .doesNotContain("\n");
    }

    @Test
    void onlyTheNamesOfShapesAreMatched() {
        for (String elsewhere : List.of("weft", "dev", "shapes", "^kotlin", "benchmarks")) {
            assertThat(Menu.complaint(elsewhere)).as(elsewhere).isPresent();
        }
        assertThat(Menu.select("Mutex.*weft$")).isNotEmpty()
                .allSatisfy(entry -> assertThat(entry.getUsername()).endsWith(".weft"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"^Mutex$", "Mutex", "Ring", "Buffered.*jox"})
    void jmhRunsWhatIsSelectedAndNothingElse(String pattern) {
        Collection<BenchmarkListEntry> selected = Menu.select(pattern);

        assertThat(JmhRun.find(Menu.exactly(selected))).map(BenchmarkListEntry::getUsername)
                .containsExactlyInAnyOrderElementsOf(selected.stream().map(BenchmarkListEntry::getUsername).toList());
    }

    @Test
    void whatAPatternSelectsIsListed() {
        assertThat(Menu.selected("Mutex", Menu.select("Mutex"))).containsExactly(
                "The pattern selects Mutex, MutexBare, MutexSlack, MutexUncontended, MutexWork, MutexWorkSlack, "
                        + "RWMutexWrite.",
                "To run Mutex alone: -Dpass='^Mutex$'");
        assertThat(Menu.selected("^Mutex$", Menu.select("^Mutex$"))).containsExactly("The pattern selects Mutex.");
    }

    @Test
    void thePassesAreWrittenInSmallLetters() {
        assertThat(Arrays.stream(Menu.Whole.values()).map(Menu.Whole::toString))
                .containsExactly("glance", "quick", "full", "loaded", "smoke");
    }
}

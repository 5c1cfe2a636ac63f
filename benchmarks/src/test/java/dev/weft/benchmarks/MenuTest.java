package dev.weft.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
            strings = {"glance", "quick", "full", "loaded", "smoke", "PingPong", "shapes.Select\\.", "Mutex.*weft"})
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
    void thePassesAreWrittenInSmallLetters() {
        assertThat(Arrays.stream(Menu.Whole.values()).map(Menu.Whole::toString))
                .containsExactly("glance", "quick", "full", "loaded", "smoke");
    }
}

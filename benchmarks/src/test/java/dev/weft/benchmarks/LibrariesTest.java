package dev.weft.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.benchmarks.report.Library;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.BenchmarkListEntry;

class LibrariesTest {
    @Test
    void theReportKnowsEveryMethodOfTheShapes() {
        assertThat(JmhRun.find(Menu.ALL)).isNotEmpty().extracting(BenchmarkListEntry::getUsername)
                .allSatisfy(name -> assertThat(Library.of(name.substring(name.lastIndexOf('.') + 1), name))
                        .isPresent());
    }
}

package dev.weft.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weft.benchmarks.report.GoResults;
import dev.weft.benchmarks.report.Sample;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.runner.BenchmarkListEntry;

/** Every JMH row has its row in Go, and vice versa. */
class RowsMeetTest {
    private final GoRun go =
            new GoRun(Path.of("").toAbsolutePath(), new PrintStream(OutputStream.nullOutputStream()));

    @Test
    void goHasTheSameRows() throws IOException, InterruptedException {
        prepareGo();

        Set<String> ofGo = new TreeSet<>(GoResults.read(go.run("", 1, "1x")).keySet());

        assertThat(rows()).filteredOn(GoRun::has).containsExactlyInAnyOrderElementsOf(ofGo);
        assertThat(rows()).filteredOn(row -> !GoRun.has(row)).doesNotContainAnyElementsOf(ofGo);
    }

    @Test
    void aRowOfGoIsSelectedAlone(@TempDir Path directory) throws IOException, InterruptedException {
        prepareGo();

        go.fork("Buffered/capacity=1/goroutines=1x1", 1, 2, 1);
        go.fork("Mutex", 1, 1, 1); // and not MutexWork
        Path file = directory.resolve("go.txt");
        go.write(file);

        List<String> lines = Files.readAllLines(file);
        assertThat(lines).filteredOn(line -> line.startsWith("goos: ")).hasSize(1);
        assertThat(lines).filteredOn(line -> line.equals("fork: 1")).hasSize(2);
        for (String what : List.of("before", "after", "low", "high")) {
            assertThat(lines).filteredOn(line -> line.matches("round-trip-" + what + ": [0-9]+[.][0-9]")).hasSize(2);
        }
        Map<String, Sample> rows = GoResults.read(lines);
        assertThat(rows).containsOnlyKeys("Buffered/capacity=1/goroutines=1x1", "Mutex");
        assertThat(lines).filteredOn(line -> line.startsWith("BenchmarkBuffered")).hasSize(2);
    }

    @Test
    void everyShapeHasWeftAndSomethingToCompareItWith() {
        Map<String, Set<String>> peers = new TreeMap<>();
        for (BenchmarkListEntry entry : JmhRun.find(".*")) {
            String[] name = entry.getUsername().split("\\.");
            peers.computeIfAbsent(name[name.length - 2], shape -> new TreeSet<>()).add(name[name.length - 1]);
        }

        assertThat(peers).isNotEmpty()
                .allSatisfy((shape, names) -> assertThat(names).contains("weft").hasSizeGreaterThan(1));
    }

    private void prepareGo() throws IOException, InterruptedException {
        assumeTrue(go.version().usable(), go.version().problem());
        assertThat(go.prepare().problem()).isEmpty();
    }

    private static Set<String> rows() {
        return JmhRun.rows(JmhRun.find(".*"));
    }
}

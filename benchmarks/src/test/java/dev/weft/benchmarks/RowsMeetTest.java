package dev.weft.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weft.benchmarks.report.GoResults;
import dev.weft.benchmarks.report.RowName;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.BenchmarkListEntry;

/** Every JMH row has its row in Go, and vice versa. */
class RowsMeetTest {
    @Test
    void goHasTheSameRows() throws IOException, InterruptedException {
        GoRun go = new GoRun(Path.of("").toAbsolutePath(), new PrintStream(OutputStream.nullOutputStream()));
        assumeTrue(go.version().isPresent(), "there is no go 1.23 or later on the PATH");

        Set<String> ofGo = new TreeSet<>(GoResults.read(go.run(List.of(".*"), 1, 1)).keySet());

        assertThat(rows()).isEqualTo(ofGo);
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

    private static Set<String> rows() {
        Set<String> rows = new TreeSet<>();
        for (BenchmarkListEntry entry : JmhRun.find(".*")) {
            String[] name = entry.getUsername().split("\\.");
            for (Map<String, String> choice : choices(entry)) {
                rows.add(RowName.of(name[name.length - 2], choice));
            }
        }
        return rows;
    }

    /** Returns every combination of values of the parameters. */
    private static List<Map<String, String>> choices(BenchmarkListEntry entry) {
        List<Map<String, String>> choices = List.of(Map.of());
        if (entry.getParams().hasValue()) {
            for (Map.Entry<String, String[]> parameter : entry.getParams().get().entrySet()) {
                List<Map<String, String>> more = new ArrayList<>();
                for (Map<String, String> choice : choices) {
                    for (String value : parameter.getValue()) {
                        Map<String, String> with = new TreeMap<>(choice);
                        with.put(parameter.getKey(), value);
                        more.add(with);
                    }
                }
                choices = more;
            }
        }
        return choices;
    }
}

package dev.weft.conformance.leaks;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Compares {@code LEAKS.md} with the programs. */
class LeaksTableTest {
    private static final Path TABLE = Path.of("src/test/java/dev/weft/conformance/leaks/LEAKS.md");
    private static final Pattern ROW = Pattern.compile("\\| (\\w+) \\| `([\\w.]+)` \\| (.+?) \\| (?:.+ )?\\|");

    @Test
    void everyLineIsWellFormed() throws IOException {
        List<String> rows = Files.readAllLines(TABLE).stream()
                .filter(l -> l.startsWith("|") && !l.startsWith("| Go's program |") && !l.startsWith("| ---"))
                .toList();
        assertThat(rows).isNotEmpty().allMatch(ROW.asMatchPredicate());
    }

    @Test
    void everyProgramHasItsLine() throws IOException {
        Map<String, String> programs = Corpus.programs().stream()
                .collect(toMap(LeakProgram::name, p -> p.where() + " leaks " + p.leaks()));
        Map<String, String> lines = Files.readAllLines(TABLE).stream()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .collect(toMap(m -> m.group(1), m -> m.group(2) + " leaks " + m.group(3)));
        assertThat(lines).isEqualTo(programs);
    }

    @Test
    void theCountIsRight() throws IOException {
        List<LeakProgram> programs = Corpus.programs();
        String count = "%d programs of Go, %d of which leak; %d goroutines".formatted(programs.size(),
                programs.stream().filter(p -> p.leaks().size() > 0).count(),
                programs.stream().mapToInt(p -> p.leaks().size()).sum());
        System.out.println("LEAKS.md: " + count);
        assertThat(Files.readAllLines(TABLE)).contains("**" + count + ".**");
    }
}

package dev.weft.examples;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples and the Go programs of the same names print the same output. Skipped without Go. */
class SideBySideTest {
    private static final Path SOURCES = Path.of("src", "main", "go");

    @TempDir
    static Path dir;

    /** Why the comparison is not possible; empty if it is. */
    private static String skipped = "";

    private static GoTool go;

    @BeforeAll
    @Timeout(value = 7, unit = MINUTES) // longer than the limits below, which stop the processes that have been started
    static void build() throws IOException, InterruptedException {
        go = new GoTool(SOURCES, dir);
        skipped = go.whyNot();
        if (!skipped.isEmpty()) {
            System.out.println("SideBySideTest: " + skipped + ", comparison with Go skipped");
            return;
        }
        go.build(Files.createDirectory(dir.resolve("programs")));
    }

    /** The names of the Go programs. */
    static List<String> programs() throws IOException {
        try (Stream<Path> files = Files.list(SOURCES)) {
            return files.filter(file -> Files.exists(file.resolve("main.go"))).map(d -> d.getFileName().toString())
                    .sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("programs")
    void printsTheSame(String name) throws Exception {
        assumeTrue(skipped.isEmpty(), skipped);
        String printed = go.run(dir.resolve("programs").resolve(name).toString());
        assertThat(Output.text(Catalog.find(name).orElseThrow().body())).isEqualTo(printed);
    }

    @Test
    void everyExampleIsComparedOrSaysWhyNot() throws IOException {
        List<String> names = new ArrayList<>(programs());
        Matcher rows = Pattern.compile("(?m)^\\| `(\\S+)` \\| \\S.* \\|$")
                .matcher(Files.readString(SOURCES.resolve("README.md")));
        while (rows.find()) {
            names.add(rows.group(1));
        }
        assertThat(names).containsExactlyInAnyOrderElementsOf(
                Catalog.EXAMPLES.stream().map(Example::name).toList());
    }
}

package dev.weft.examples;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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

/** The examples beside the Go programs of the same names: both print the same. Without Go this is skipped. */
class SideBySideTest {
    private static final Path SOURCES = Path.of("src", "main", "go");
    private static final Duration BUILD_LIMIT = Duration.ofMinutes(5); // the first time it builds Go's library, too
    private static final Duration RUN_LIMIT = Duration.ofSeconds(60);

    @TempDir
    static Path dir;

    /** Why there is nothing to compare with; empty if there is. */
    private static String skipped = "";

    private record Ended(int status, String output) {}

    @BeforeAll
    @Timeout(value = 7, unit = MINUTES) // longer than the limits below, which stop what they have started
    static void build() throws IOException, InterruptedException {
        skipped = whyNot();
        if (!skipped.isEmpty()) {
            System.out.println("SideBySideTest: " + skipped + ", comparison with Go skipped");
            return;
        }
        Path programs = Files.createDirectory(dir.resolve("programs"));
        Ended build = run(BUILD_LIMIT, "go", "build", "-o", programs.toString(), "./...");
        assertThat(build.status()).as(build.output()).isZero();
    }

    private static String whyNot() throws IOException, InterruptedException {
        Ended version;
        try {
            version = run(RUN_LIMIT, "go", "version");
        } catch (IOException e) {
            return "no go on the PATH";
        }
        assertThat(version.status()).as(version.output()).isZero();
        int needed = release("(?m)^go 1\\.(\\d+)", Files.readString(SOURCES.resolve("go.mod")));
        int present = release("go1\\.(\\d+)", version.output());
        return present < needed ? "go 1." + present + " is older than 1." + needed : "";
    }

    /** The group of the pattern. */
    private static int release(String pattern, String text) {
        Matcher m = Pattern.compile(pattern).matcher(text);
        assertThat(m.find()).as(text).isTrue();
        return Integer.parseInt(m.group(1));
    }

    /** Runs a program to its end, and fails if it hangs. */
    private static Ended run(Duration limit, String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile(dir, "output", "");
        ProcessBuilder builder = new ProcessBuilder(command).directory(SOURCES.toFile()).redirectErrorStream(true)
                .redirectOutput(output.toFile());
        // The Go that is there, and no network; whatever else is set up around this module does not matter.
        builder.environment().put("GOTOOLCHAIN", "local");
        builder.environment().put("GOPROXY", "off");
        builder.environment().put("GOWORK", "off");
        builder.environment().put("GOFLAGS", "-buildvcs=false");
        Process process = builder.start();
        try {
            boolean ended = process.waitFor(limit.toMillis(), MILLISECONDS);
            String text = Files.readString(output).replace("\r\n", "\n");
            assertThat(ended).as("%s has ended; its output:\n%s", List.of(command), text).isTrue();
            return new Ended(process.exitValue(), text);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
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
        Ended go = run(RUN_LIMIT, dir.resolve("programs").resolve(name).toString());
        assertThat(go.status()).as(go.output()).isZero();
        assertThat(Output.text(Catalog.find(name).orElseThrow().body())).isEqualTo(go.output());
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

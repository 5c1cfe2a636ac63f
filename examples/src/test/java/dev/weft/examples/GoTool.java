package dev.weft.examples;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The installed Go, if there is one that is recent enough for the programs. */
final class GoTool {
    private static final Duration BUILD_LIMIT = Duration.ofMinutes(5); // the first time, it builds Go's library, too
    private static final Duration RUN_LIMIT = Duration.ofSeconds(60);

    private final Path sources;
    private final Path dir;

    private record Ended(int status, String output) {}

    /**
     * Prepares to build programs.
     *
     * @param sources a Go module
     * @param dir for intermediate files
     */
    GoTool(Path sources, Path dir) {
        this.sources = sources;
        this.dir = dir;
    }

    /** Why the comparison is not possible; empty if it is. */
    String whyNot() throws IOException, InterruptedException {
        Ended version;
        try {
            version = run(RUN_LIMIT, "go", "version");
        } catch (IOException e) {
            return "no go on the PATH";
        }
        assertThat(version.status()).as(version.output()).isZero();
        int needed = release("(?m)^go 1\\.(\\d+)", Files.readString(sources.resolve("go.mod")));
        int present = release("go1\\.(\\d+)", version.output());
        return present < needed ? "go 1." + present + " is older than 1." + needed : "";
    }

    /** Returns the group of the pattern. */
    private static int release(String pattern, String text) {
        Matcher m = Pattern.compile(pattern).matcher(text);
        assertThat(m.find()).as(text).isTrue();
        return Integer.parseInt(m.group(1));
    }

    /** Builds all programs of the module into a directory. */
    void build(Path programs) throws IOException, InterruptedException {
        Ended build = run(BUILD_LIMIT, "go", "build", "-o", programs.toString(), "./...");
        assertThat(build.status()).as(build.output()).isZero();
    }

    /** Builds the tests of one package of the module, as a program that runs them. */
    void buildTest(String name, Path programs) throws IOException, InterruptedException {
        Ended build =
                run(BUILD_LIMIT, "go", "test", "-c", "-o", programs.resolve(name + ".test").toString(), "./" + name);
        assertThat(build.status()).as(build.output()).isZero();
    }

    /** Runs a program to its end, and fails if it fails or hangs; returns what it has printed. */
    String run(String program) throws IOException, InterruptedException {
        Ended ended = run(RUN_LIMIT, program);
        assertThat(ended.status()).as(ended.output()).isZero();
        return ended.output();
    }

    private Ended run(Duration limit, String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile(dir, "output", "");
        ProcessBuilder builder = new ProcessBuilder(command).directory(sources.toFile()).redirectErrorStream(true)
                .redirectOutput(output.toFile());
        // The installed Go, without the network; no other setup around this module matters.
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
}

package dev.weft.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs the Go versions of the shapes. */
final class GoRun {
    private static final Pattern RELEASE = Pattern.compile("go1\\.(\\d+)");

    /** As in go.mod; in earlier versions, timers cost more. */
    private static final int OLDEST = 23;

    private final Path sources;
    private final PrintStream out;

    GoRun(Path module, PrintStream out) {
        this.sources = module.resolve("src/main/go");
        this.out = out;
    }

    /** Returns what {@code go version} prints; empty if there is no {@code go} on the PATH, or if it is too old. */
    Optional<String> version() throws InterruptedException {
        try {
            Process process = new ProcessBuilder("go", "version").directory(sources.toFile()).start();
            String version = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            Matcher release = RELEASE.matcher(version);
            boolean suits = process.waitFor() == 0 && release.find() && Integer.parseInt(release.group(1)) >= OLDEST;
            return suits ? Optional.of(version) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Runs the benchmarks of these shapes, prints their lines as they come, and returns them. */
    List<String> run(Collection<String> shapes, int count, long milliseconds)
            throws IOException, InterruptedException {
        List<String> command = List.of("go", "test", "-run", "^$", "-timeout", "0",
                "-bench", "^Benchmark(" + String.join("|", shapes) + ")$",
                "-count", Integer.toString(count), "-benchtime", milliseconds + "ms", ".");
        Process process = new ProcessBuilder(command).directory(sources.toFile()).redirectErrorStream(true).start();
        List<String> lines = new ArrayList<>();
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                out.println(line);
                lines.add(line);
            }
        } finally {
            process.destroy();
        }
        if (process.waitFor() != 0) {
            out.println("# go test failed; the report has what it printed until then");
        }
        return lines;
    }
}

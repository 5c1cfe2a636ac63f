package dev.weft.benchmarks;

import dev.weft.benchmarks.roundtrip.RoundTrip;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Runs the Go versions of the shapes, each row in processes of its own. */
final class GoRun {
    /** The shapes that Go cannot have: it has no way to park a goroutine but through its channels and locks. */
    private static final Set<String> WITHOUT = Set.of("ParkUnpark");

    private static final Pattern RELEASE = Pattern.compile("go1\\.(\\d+)");

    /** As in go.mod; in earlier versions, timers cost more. */
    private static final int OLDEST = 23;

    private static final Pattern HEADER = Pattern.compile("(goos|goarch|pkg|cpu): .*");

    private final Path sources;
    private final Path program;
    private final PrintStream out;
    private final String command;
    private final List<String> results = new ArrayList<>();

    /**
     * Runs the benchmarks of a module.
     *
     * @param out where failures are reported
     */
    GoRun(Path module, PrintStream out) {
        this(module, out, "go");
    }

    /** For tests, with another command instead of {@code go}. */
    GoRun(Path module, PrintStream out, String command) {
        this.sources = module.resolve("src/main/go");
        this.program = module.resolve("target/go/benchmarks.test");
        this.out = out;
        this.command = command;
    }

    /** Whether Go has that row, too. */
    static boolean has(String row) {
        return !WITHOUT.contains(row.replaceFirst("/.*", ""));
    }

    /** Returns which Go there is, or why it cannot be used. */
    GoVersion version() throws InterruptedException {
        try {
            ProcessBuilder builder = new ProcessBuilder(command, "version").directory(sources.toFile())
                    .redirectErrorStream(true);
            // It says what it is, instead of fetching the version that go.mod asks for.
            builder.environment().put("GOTOOLCHAIN", "local");
            Process process = builder.start();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            process.waitFor();
            return version(printed);
        } catch (IOException e) {
            return new GoVersion("", "there is no go on the PATH; 1." + OLDEST + " or later is needed");
        }
    }

    static GoVersion version(String printed) {
        Matcher release = RELEASE.matcher(printed);
        if (!release.find()) {
            return new GoVersion("", "go on the PATH does not say its version, but: " + printed.lines().findFirst()
                    .orElse("nothing"));
        }
        if (Integer.parseInt(release.group(1)) < OLDEST) {
            return new GoVersion("", release.group() + " on the PATH is too old; 1." + OLDEST + " or later is needed");
        }
        return new GoVersion(printed.replaceFirst("^go version ", ""), "");
    }

    /** Compiles the benchmarks, once for all runs; returns which Go there is, or why it cannot be used. */
    GoVersion prepare() throws IOException, InterruptedException {
        GoVersion version = version();
        if (!version.usable()) {
            return version;
        }
        Files.createDirectories(program.getParent());
        Process process = new ProcessBuilder(command, "test", "-c", "-o", program.toString(), ".")
                .directory(sources.toFile()).redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return process.waitFor() == 0
                ? version
                : new GoVersion("", "its benchmarks do not compile: " + String.join("; ", printed.lines().toList()));
    }

    /**
     * Runs one row in a process of its own, and measures the round trip of a cache line before and after it.
     *
     * @param row the name of the row, as in the report
     * @param fork the number of the round, from 1
     */
    void fork(String row, int fork, int count, long milliseconds) throws IOException, InterruptedException {
        RoundTrip before = RoundTrip.measure();
        List<String> lines = run(pattern(row), count, milliseconds + "ms");
        RoundTrip after = RoundTrip.measure();
        if (results.isEmpty()) {
            lines.stream().filter(line -> HEADER.matcher(line).matches()).forEach(results::add);
        }
        results.add("");
        results.add("fork: " + fork);
        results.add(line("before", before.median()));
        results.add(line("after", after.median()));
        results.add(line("low", Math.min(before.low(), after.low())));
        results.add(line("high", Math.max(before.high(), after.high())));
        lines.stream().filter(line -> line.startsWith("Benchmark")).forEach(results::add);
    }

    /** Writes the results of all forks so far. */
    void write(Path file) throws IOException {
        Files.write(file, results);
    }

    private static String line(String what, double nanoseconds) {
        return String.format(Locale.ROOT, "round-trip-%s: %.1f", what, nanoseconds);
    }

    /** Returns the pattern that selects one row; its levels are matched one by one. */
    static String pattern(String row) {
        return "Benchmark" + Arrays.stream(row.split("/")).collect(Collectors.joining("$/^", "", "$"));
    }

    /** Runs the compiled benchmarks that a pattern selects, and returns what they print. */
    List<String> run(String pattern, int count, String time) throws IOException, InterruptedException {
        List<String> arguments = List.of(program.toString(), "-test.run", "^$", "-test.timeout", "0",
                "-test.bench", "^" + pattern, "-test.count", Integer.toString(count), "-test.benchtime", time);
        Process process = new ProcessBuilder(arguments).directory(sources.toFile()).redirectErrorStream(true).start();
        List<String> lines;
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            lines = output.lines().toList();
            if (process.waitFor() != 0) {
                out.println("# " + pattern + " failed in Go: " + String.join("; ", lines));
            }
        } finally {
            process.destroy(); // if this thread was interrupted
        }
        return lines;
    }
}

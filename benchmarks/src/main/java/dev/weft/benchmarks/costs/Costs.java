package dev.weft.benchmarks.costs;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Measures the memory of goroutines and OS threads, each in several processes, and the size of Weft's objects; stores
 * the results as JSON.
 */
public final class Costs {
    /** A class path may be relative to this directory. */
    private static final Path HERE = Path.of("").toAbsolutePath();

    private static final int MANY = 100_000;
    private static final int VERY_MANY = 1_000_000;

    /** What a goroutine takes depends on what was compiled when, which differs from process to process. */
    private static final int PROCESSES = 5;

    /** Each takes more than two minutes. */
    private static final int LOOKERS = 3;

    private final List<Cost> costs = new ArrayList<>();
    private final Path module;

    private Costs(Path module) {
        this.module = module;
    }

    /** Measures and prints only; with the argument {@code quick}, without the million. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Path file = HERE.resolve("target/costs.json");
        run(HERE, file, Arrays.asList(args).contains("quick"), true);
        System.out.println(CostsTable.read(file));
    }

    /** Measures everything and writes the file; {@code quick} leaves out the million; {@code go}: in Go, too. */
    public static void run(Path module, Path file, boolean quick, boolean go) throws IOException, InterruptedException {
        Costs costs = new Costs(module);
        costs.parked(Kind.GOROUTINE, MANY, "");
        if (!quick) {
            costs.parked(Kind.GOROUTINE, VERY_MANY, "");
        }
        Limits limits = Limits.now();
        costs.parked(Kind.OS_THREAD, limits.threads(MANY), limits.why(MANY));
        costs.probe(Probe.BOUNDS, Kind.GOROUTINE, MANY, "");
        costs.probe(Probe.SEEING, Kind.GOROUTINE, MANY, "");
        for (int i = 0; i < (quick ? 1 : LOOKERS); i++) {
            costs.probe(Probe.LOOKS, Kind.GOROUTINE, MANY, "");
        }
        if (go) {
            costs.go(quick);
        }
        new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(file.toFile(),
                Cost.merged(costs.costs));
    }

    private void parked(Kind kind, int n, String why) throws IOException, InterruptedException {
        String note = String.format(Locale.ROOT, "%,d", n) + (why.isEmpty() ? "" : ", " + why);
        for (int i = 0; i < PROCESSES; i++) {
            probe(Probe.PARKED, kind, n, note);
        }
    }

    private void probe(String what, Kind kind, int n, String note) throws IOException, InterruptedException {
        System.out.println("# " + what.toLowerCase(Locale.ROOT) + ", " + kind.title() + ", " + n);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (!what.equals(Probe.LOOKS)) {
            // The heap shrinks to what is used, so that the resident memory does, too. It has the usual room where the
            // library's own collections count, as a small heap is collected more often.
            command.addAll(List.of("-Xms64m", "-XX:MinHeapFreeRatio=5", "-XX:MaxHeapFreeRatio=10"));
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"),
                Probe.class.getName(), what, kind.name(), Integer.toString(n), note));
        add(HERE, command);
    }

    /** The same in Go, which prints the same JSON. */
    private void go(boolean quick) throws InterruptedException {
        System.out.println("# the same in Go");
        try {
            add(module.resolve("src/main/go"), List.of("go", "run", "./costs", quick ? "quick" : "full"));
        } catch (IOException e) {
            System.out.println("# left out: " + e.getMessage());
        }
    }

    private void add(Path directory, List<String> command) throws IOException, InterruptedException {
        List<Cost> measured =
                new ObjectMapper().readValue(output(directory, command), new TypeReference<List<Cost>>() {});
        measured.forEach(cost -> System.out.printf(Locale.ROOT, "%s, %s: %s %s%n", cost.what(), cost.who(),
                CostsTable.value(cost), cost.unit()));
        costs.addAll(measured);
    }

    private String output(Path directory, List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).directory(directory.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("failed: " + String.join(" ", command));
        }
        return output;
    }
}

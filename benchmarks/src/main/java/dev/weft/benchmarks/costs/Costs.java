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

    private final List<Cost> costs = new ArrayList<>();
    private final Path module;
    private final Extent extent;

    private Costs(Path module, Extent extent) {
        this.module = module;
        this.extent = extent;
    }

    /** Measures and prints only; with the argument {@code quick}, without the million. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Path file = HERE.resolve("target/costs.json");
        run(HERE, file, Arrays.asList(args).contains("quick") ? Extent.QUICK : Extent.FULL, true);
        System.out.println(CostsTable.read(file));
    }

    /** Measures everything and writes the file; {@code go}: in Go, too. */
    public static void run(Path module, Path file, Extent extent, boolean go) throws IOException, InterruptedException {
        Costs costs = new Costs(module, extent);
        costs.measure();
        if (go) {
            costs.go();
        }
        new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(file.toFile(),
                Cost.merged(costs.costs));
    }

    private void measure() throws IOException, InterruptedException {
        parked(Kind.GOROUTINE, extent.many, "");
        if (extent.more > 0) {
            parked(Kind.GOROUTINE, extent.more, "");
        }
        Limits limits = Limits.now();
        parked(Kind.OS_THREAD, limits.threads(extent.many), limits.why(extent.many));
        probe(Probe.BOUNDS, Kind.GOROUTINE, extent.many, "");
        probe(Probe.SEEING, Kind.GOROUTINE, extent.many, "");
        for (int i = 0; i < extent.lookers; i++) {
            probe(Probe.LOOKS, Kind.GOROUTINE, extent.many, Integer.toString(extent.seconds));
        }
    }

    private void parked(Kind kind, int n, String why) throws IOException, InterruptedException {
        String note = String.format(Locale.ROOT, "%,d", n) + (why.isEmpty() ? "" : ", " + why);
        for (int i = 0; i < extent.processes; i++) {
            probe(Probe.PARKED, kind, n, note);
        }
    }

    private void probe(String what, Kind kind, int n, String more) throws IOException, InterruptedException {
        System.out.println("# " + what.toLowerCase(Locale.ROOT) + ", " + kind.title() + ", " + n);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (!what.equals(Probe.LOOKS)) {
            // The heap shrinks to what is used, so that the resident memory does, too. It has the usual room where the
            // library's own collections count, as a small heap is collected more often.
            command.addAll(List.of("-Xms64m", "-XX:MinHeapFreeRatio=5", "-XX:MaxHeapFreeRatio=10"));
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"),
                Probe.class.getName(), what, kind.name(), Integer.toString(n), more));
        add(HERE, command);
    }

    /** The same in Go, which prints the same JSON. */
    private void go() throws InterruptedException {
        System.out.println("# the same in Go");
        try {
            add(module.resolve("src/main/go"),
                    List.of("go", "run", "./costs", extent == Extent.FULL ? "full" : "quick"));
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

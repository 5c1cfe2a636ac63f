package dev.weft.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.weft.benchmarks.costs.Costs;
import dev.weft.benchmarks.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Runs the benchmarks and writes the report: {@code quick}, {@code full}, {@code loaded} (beside another process that
 * keeps all processors busy), {@code smoke} (only to see that they work), or a part of them, by a pattern of JMH's.
 * After each time over all benchmarks there is a report of what there is.
 */
public final class Run {
    private static final String ALL = "dev\\.weft\\.benchmarks\\.shapes\\.";

    /** The passes that run everything. */
    private static final Set<String> WHOLE = Set.of("quick", "full", "loaded", "smoke");

    private Run() {}

    public static void main(String[] args) throws IOException, InterruptedException, RunnerException {
        if (args.length != 1) {
            System.err.println("usage: Run quick | full | loaded | smoke | PATTERN");
            System.exit(2);
        }
        boolean whole = WHOLE.contains(args[0]);
        String pattern = whole ? ALL : args[0];
        Collection<BenchmarkListEntry> entries = JmhRun.find(pattern);
        if (entries.isEmpty()) {
            System.err.println("no benchmark matches " + pattern);
            System.exit(2);
        }
        Path module = module();
        int benchmarks = JmhRun.count(entries);
        Pass pass = switch (args[0]) {
            case "quick" -> Pass.quick(module, benchmarks);
            case "full" -> Pass.full(module);
            case "loaded" -> Pass.loaded(module);
            case "smoke" -> Pass.smoke(module);
            default -> Pass.part(module);
        };
        Load load = pass.loaded() ? Load.start() : null;
        try (load) {
            new Run().run(pattern, entries, benchmarks, pass, module, whole && !pass.loaded());
        }
    }

    private void run(String pattern, Collection<BenchmarkListEntry> entries, int benchmarks, Pass pass, Path module,
            boolean costs) throws IOException, InterruptedException, RunnerException {
        Path results = Files.createDirectories(pass.results());
        GoRun go = new GoRun(module, System.out);
        Optional<String> version = go.version();
        new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT)
                .writeValue(results.resolve(Report.STAMP).toFile(), Machine.stamp(pass, module, version));
        say(benchmarks + " benchmarks; " + pass.settings());

        JmhRun jmh = new JmhRun();
        List<String> goLines = new ArrayList<>();
        for (int round = 1; round <= pass.forks(); round++) {
            say("round " + round + " of " + pass.forks() + ": JMH");
            jmh.round(pattern, pass);
            jmh.write(results.resolve(Report.JMH));
            if (version.isPresent() && pass.goCount() > 0) {
                say("round " + round + " of " + pass.forks() + ": Go");
                goLines.addAll(go.run(shapes(entries), pass.goCount(), pass.goMilliseconds()));
                Files.write(results.resolve(Report.GO), goLines);
            } else {
                Files.deleteIfExists(results.resolve(Report.GO));
                say("Go's benchmarks are skipped: "
                        + (pass.loaded() ? "not in this pass" : "there is no go 1.23 or later on the PATH"));
            }
            if (round < pass.forks()) {
                Report.write(results);
            }
        }
        if (costs) {
            say("goroutines against OS threads");
            Costs.run(module, results.resolve(Report.COSTS), !pass.name().equals("full"));
        }
        say("the report: " + Report.write(results));
    }

    private static Set<String> shapes(Collection<BenchmarkListEntry> entries) {
        Set<String> shapes = new TreeSet<>();
        for (BenchmarkListEntry entry : entries) {
            String[] name = entry.getUsername().split("\\.");
            shapes.add(name[name.length - 2]);
        }
        return shapes;
    }

    /** The directory of this module, from its own or from that of the whole project. */
    private static Path module() {
        Path here = Path.of("").toAbsolutePath();
        Path below = here.resolve("benchmarks");
        return Files.isDirectory(below.resolve("src/main/go")) ? below : here;
    }

    private static void say(String line) {
        System.out.println("\n## " + line);
    }
}

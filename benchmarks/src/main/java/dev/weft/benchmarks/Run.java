package dev.weft.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.weft.benchmarks.costs.Costs;
import dev.weft.benchmarks.costs.Extent;
import dev.weft.benchmarks.report.Glance;
import dev.weft.benchmarks.report.Report;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Runs the benchmarks and writes the report: {@code glance} (a few, beside the committed figures), {@code quick}, {@code
 * full}, {@code loaded} (beside another process that keeps all processors busy), {@code smoke} (only to see that they
 * work), or the benchmarks that match one of JMH's patterns. Without an argument it lists what there is. Each time it
 * has gone over all benchmarks, it writes a report of the results so far, in a directory of its own, which takes its
 * place when it is complete.
 */
public final class Run {
    /** The exit status for a name that does not exist: a failure for Maven, too, so that a script notices. */
    private static final int NO_SUCH_NAME = 1;

    private Run() {}

    public static void main(String[] args) throws IOException, InterruptedException, RunnerException {
        if (args.length == 0) {
            Menu.lines().forEach(System.out::println);
            return;
        }
        Optional<String> complaint = Menu.complaint(args);
        if (complaint.isPresent()) {
            System.err.println(complaint.get());
            System.exit(NO_SUCH_NAME);
        }
        Optional<Menu.Whole> whole = Menu.Whole.of(args[0]);
        boolean glance = whole.filter(all -> all == Menu.Whole.GLANCE).isPresent();
        Map<String, String> fixed = glance ? Glance.PARAMETERS : Map.of();
        Collection<BenchmarkListEntry> entries =
                glance ? JmhRun.find(Glance.PATTERN) : whole.isPresent() ? JmhRun.find(Menu.ALL) : Menu.select(args[0]);
        Path module = module();
        int benchmarks = JmhRun.count(entries, fixed);
        Pass pass = whole.map(all -> switch (all) {
            case GLANCE -> Pass.glance(module);
            case QUICK -> Pass.quick(module, benchmarks);
            case FULL -> Pass.full(module);
            case LOADED -> Pass.loaded(module);
            case SMOKE -> Pass.smoke(module);
        }).orElseGet(() -> Pass.part(module));
        Load load = pass.loaded() ? Load.start() : null;
        if (whole.isEmpty()) {
            Menu.selected(args[0], entries).forEach(System.out::println);
        }
        try (load) {
            new Run().run(fixed, entries, benchmarks, pass, module,
                    whole.flatMap(all -> switch (all) {
                        case SMOKE -> Optional.of(Extent.SMOKE);
                        case QUICK -> Optional.of(Extent.QUICK);
                        case FULL -> Optional.of(Extent.FULL);
                        case GLANCE, LOADED -> Optional.empty();
                    }));
        }
        if (glance) {
            say("this machine beside the committed figures");
            Glance.compare(pass.results(), Pass.full(module).results()).forEach(System.out::println);
        }
    }

    private void run(Map<String, String> fixed, Collection<BenchmarkListEntry> entries, int benchmarks, Pass pass,
            Path module, Optional<Extent> costs)
            throws IOException, InterruptedException, RunnerException {
        GoRun go = new GoRun(module, System.out);
        GoVersion version = pass.goCount() > 0 ? go.prepare() : go.version();
        boolean withGo = version.usable() && pass.goCount() > 0;
        Workspace workspace = Workspace.create(module.resolve("target/results"), pass.name());
        Path results = workspace.results();
        new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT)
                .writeValue(results.resolve(Report.STAMP).toFile(), Machine.stamp(pass, module, version));
        Collection<String> goRows = withGo
                ? JmhRun.rows(entries).stream().filter(GoRun::has)
                        .filter(row -> fixed.isEmpty() || Glance.has(row)).toList()
                : List.of();
        long planned = pass.duration(benchmarks, goRows.size())
                + costs.map(Extent::duration).orElse(0L);
        say(benchmarks + (benchmarks == 1 ? " benchmark; " : " benchmarks; ") + pass.settings(version));
        System.out.println("This takes " + Progress.duration(planned) + ".");
        if (!version.usable() && pass.goCount() > 0) {
            System.out.println("Go is left out: " + version.problem());
        }
        System.out.println("Until the pass is complete, its results are in " + results);
        Path log = module.resolve("target/results/" + pass.name() + "-jmh.log");
        System.out.println("JMH's log: " + log);
        System.out.println();
        JmhRun jmh;
        try (PrintStream logged = new PrintStream(Files.newOutputStream(log), true, StandardCharsets.UTF_8)) {
            Progress progress = new Progress(System.out, planned);
            jmh = new JmhRun(new JmhLog(logged, System.out, progress, pass.forkMilliseconds()));
            for (int round = 1; round <= pass.forks(); round++) {
                progress.phase("round " + round + " of " + pass.forks());
                jmh.round(Menu.exactly(entries), fixed, pass);
                jmh.write(results.resolve(Report.JMH));
                for (String row : goRows) {
                    progress.step(row + " in Go", pass.goForkMilliseconds());
                    go.fork(row, round, pass.goCount(), pass.goMilliseconds());
                }
                if (withGo) {
                    go.write(results.resolve(Report.GO));
                }
                if (round < pass.forks()) {
                    Report.write(results);
                }
            }
        }
        if (costs.isPresent()) {
            say("memory and sizes");
            Costs.run(module, results.resolve(Report.COSTS), costs.get(), version.usable());
        }
        if (Committed.isOfPresentSources(module, pass.results())) {
            Report.keep(pass.results(), results);
        }
        Report.write(results, pass.results());
        say("the report: " + workspace.moveTo(pass.results()).resolve("report.md"));
        Committed.complaints(module).forEach(System.out::println);
    }

    /** Returns the directory of this module, whether started there or in that of the whole project. */
    private static Path module() {
        Path here = Path.of("").toAbsolutePath();
        Path below = here.resolve("benchmarks");
        return Files.isDirectory(below.resolve("src/main/go")) ? below : here;
    }

    private static void say(String line) {
        System.out.println("\n## " + line);
    }
}

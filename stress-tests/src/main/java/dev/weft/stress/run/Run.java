package dev.weft.stress.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Runs the stress tests: {@code short}, {@code long [PART]}, {@code mutants [PATTERN]}, {@code soak [DURATION]} and the
 * other {@linkplain TimedProgram programs} that run for a time, or those whose names match a pattern.
 * Without an argument it lists what there is. Fails if anything forbidden happened, if
 * anything hung, or if fewer tests ran than there are in the sources.
 */
public final class Run {
    /**
     * The exit status for a name that does not exist. Maven treats it as a success, and adds nothing to our message.
     */
    private static final int NO_SUCH_NAME = 2;

    private final Path module = module();
    private final Path mutants = module.resolve("mutants");
    private final Path project = module.getParent();
    private final Path work = Files.createDirectories(module.resolve("target").resolve("stress"));
    private final SortedSet<String> written = Tests.written();
    private final List<String> failures = new ArrayList<>();
    private final long start = System.nanoTime();

    private Run() throws IOException {}

    public static void main(String[] args) throws IOException, InterruptedException {
        Run run = new Run();
        Menu menu = new Menu(run.written, Mutant.all(run.mutants).stream().map(Mutant::name).toList());
        if (args.length == 0) {
            menu.lines().forEach(System.out::println);
            return;
        }
        Optional<String> complaint = menu.complaint(args);
        if (complaint.isPresent()) {
            System.err.println(complaint.get());
            System.exit(NO_SUCH_NAME);
        }
        switch (args[0]) {
            case "short" -> run.jcstress(run.written);
            case "long" -> {
                for (Part part : args.length == 2
                        ? List.of(Part.titled(args[1]).orElseThrow())
                        : List.of(Part.values())) {
                    run.part(part);
                }
            }
            case "mutants" -> run.mutants(args.length == 2 ? args[1] : "", true);
            default -> {
                Optional<TimedProgram> program = TimedProgram.titled(args[0]);
                if (program.isPresent()) {
                    run.timed(program.get(), Duration.parse(args.length == 2 ? args[1] : "PT1H"));
                } else {
                    run.jcstress(run.matching(args[0]));
                }
            }
        }
        run.end();
    }

    private SortedSet<String> matching(String pattern) {
        return written.stream().filter(Pattern.compile(pattern).asPredicate())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void jcstress(SortedSet<String> tests) throws IOException, InterruptedException {
        for (Kind kind : Kind.values()) {
            jcstress(tests, kind, Effort.small());
        }
    }

    private SortedMap<String, Outcome> jcstress(SortedSet<String> tests, Kind kind, Effort effort)
            throws IOException, InterruptedException {
        say(count(tests.size(), "jcstress test") + " on " + kind);
        Jcstress run = Jcstress.run(tests, kind, effort, List.of(), work.resolve(kind.name()));
        failures.addAll(run.failures());
        System.out.printf("%d written, %d ran, %,d samples, %d failures%n", tests.size(), run.outcomes().size(),
                run.sampleCount(), run.failures().size());
        return run.outcomes();
    }

    private List<Verdict> mutants(String part, boolean withNoneFirst) throws IOException, InterruptedException {
        List<Mutant> mutants =
                Mutant.all(this.mutants).stream()
                        .filter(m -> Pattern.compile(part).matcher(m.name()).find()).toList();
        say(count(mutants.size(), "mutant"));
        Mutants tried = new Mutants(project, work.resolve("mutants"));
        if (withNoneFirst) {
            tried.runWithout(mutants);
        }
        tried.run(mutants);
        failures.addAll(tried.failures());
        return tried.verdicts();
    }

    private List<String> timed(TimedProgram program, Duration duration) throws IOException, InterruptedException {
        say(program.title() + " for " + duration);
        Path output = work.resolve(program.title() + ".log");
        Child child = program.run(duration, output);
        List<String> summary = TimedProgram.summary(output);
        summary.forEach(System.out::println);
        if (!child.succeeded()) {
            failures.add(program.title() + ": " + child);
        }
        return summary;
    }

    private List<String> models() throws IOException, InterruptedException {
        say("model checking");
        Path output = work.resolve("models.log");
        Child child = Models.runAll(output);
        if (!child.succeeded()) {
            failures.add("model checking: " + child);
        }
        return Files.readAllLines(output).stream().filter(l -> !l.startsWith("WARNING:")).toList(); // the JDK's
    }

    private void programs(Report report) throws IOException, InterruptedException {
        report.text("Model checking", models());
        report.text("Soak of five minutes", timed(TimedProgram.SOAK, Duration.ofMinutes(5)));
        report.text("Soak of five minutes on Weft's own scheduler",
                timed(TimedProgram.SOAK_GO, Duration.ofMinutes(5)));
        report.text("Random programs, dead and alive, for five minutes",
                timed(TimedProgram.DEADLOCKS, Duration.ofMinutes(5)));
        report.text("Random programs, some with leaks, for five minutes",
                timed(TimedProgram.LEAKS, Duration.ofMinutes(5)));
        report.text("Random tests with virtual time, for five minutes",
                timed(TimedProgram.BUBBLES, Duration.ofMinutes(5)));
        report.text("Dumps while goroutines hand over", timed(TimedProgram.DUMPS, Duration.ofMinutes(1)));
        report.text("Dumps while goroutines hand over on Weft's own scheduler",
                timed(TimedProgram.DUMPS_GO, Duration.ofMinutes(1)));
    }

    /** Runs a part of the long pass, and writes its report. */
    private void part(Part part) throws IOException, InterruptedException {
        Report report = new Report(part, Stamp.of(project));
        int before = failures.size();
        long begun = System.nanoTime();
        try {
            switch (part) {
                case JCSTRESS_THREADS, JCSTRESS_GOROUTINES, JCSTRESS_SCHEDULER -> {
                    Kind kind = part.kind().orElseThrow();
                    report.jcstress(written.size(), kind, jcstress(written, kind, Effort.large()));
                }
                case MUTANTS -> report.mutants(mutants("", false));
                case PROGRAMS -> programs(report);
            }
        } catch (IOException | RuntimeException e) {
            failures.add("the pass itself: " + e);
            throw e;
        } finally {
            report.verdict(failures.subList(before, failures.size()), since(begun));
            Path results = Files.createDirectories(module.resolve("results").resolve("long"));
            Path file = results.resolve(part.title() + ".md");
            Files.write(file, report.lines());
            say("the report: " + file);
        }
    }

    private void end() {
        for (String failure : failures) {
            System.out.println("FAILED: " + failure);
        }
        System.out
                .println((failures.isEmpty() ? "All is well, after " : failures.size() + " failures, after ")
                        + since(start));
        System.exit(failures.isEmpty() ? 0 : 1);
    }

    private static String since(long start) {
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        return took.toMinutes() + " min " + took.toSecondsPart() + " s";
    }

    /** Returns the directory of this module, whether started there or in that of the whole project. */
    private static Path module() {
        Path here = Path.of("").toAbsolutePath();
        Path below = here.resolve("stress-tests");
        return Files.isDirectory(below) ? below : here;
    }

    private static String count(int n, String thing) {
        return n + " " + thing + (n == 1 ? "" : "s");
    }

    private static void say(String line) {
        System.out.println("\n## " + line);
    }
}

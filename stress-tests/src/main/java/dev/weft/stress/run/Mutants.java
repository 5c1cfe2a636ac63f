package dev.weft.stress.run;

import com.github.difflib.patch.PatchFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Shows that the tests can fail: each mutant must be found by the test that it names, when that test runs alone. */
final class Mutants {
    private final Path project;
    private final Path work;
    private final List<String> failures = new ArrayList<>();
    private final List<Verdict> verdicts = new ArrayList<>();

    Mutants(Path project, Path work) {
        this.project = project;
        this.work = work;
    }

    /** Tries each mutant. */
    void run(List<Mutant> mutants) throws IOException, InterruptedException {
        for (Mutant mutant : mutants) {
            Path directory = Files.createDirectories(work.resolve(mutant.name()));
            Verdict verdict;
            try {
                List<String> classes = List.of(mutant.compile(project, directory).toString());
                verdict = isJUnit(mutant.test())
                        ? junit(mutant, classes, directory)
                        : isProgram(mutant.test())
                                ? program(mutant, classes, directory)
                                : stress(mutant, classes, directory);
            } catch (PatchFailedException e) {
                verdict = new Verdict(mutant, false, "the sources have changed: " + e.getMessage());
            }
            verdicts.add(verdict);
            System.out.println(
                    (verdict.caught() ? "caught    " : "SURVIVED  ") + mutant.name() + " (" + mutant.test() + "): "
                            + verdict.how());
            if (!verdict.caught()) {
                failures.add("mutant " + mutant.name() + " is not caught by " + mutant.test() + ": " + verdict.how());
            }
        }
    }

    /** Without any mutant, the same tests with the same effort find nothing; otherwise they would prove nothing. */
    void runWithout(List<Mutant> mutants) throws IOException, InterruptedException {
        SortedSet<String> tests =
                mutants.stream().map(Mutant::test).filter(t -> !isJUnit(t) && !isProgram(t)).map(t -> Tests.ROOT + t)
                        .collect(Collectors.toCollection(TreeSet::new));
        if (!tests.isEmpty()) {
            for (Kind kind : Kind.values()) {
                Path directory = work.resolve("none-" + kind.name());
                Jcstress.run(tests, kind, Effort.forMutants(), List.of(), directory).failures()
                        .forEach(f -> failures.add("without any mutant: " + f));
            }
        }
        for (String test : mutants.stream().map(Mutant::test).filter(Mutants::isJUnit).collect(Collectors.toSet())) {
            Child child = junit(test, List.of(), work.resolve("none-" + test.replaceAll(".*\\.|\\W", "") + ".log"));
            if (!child.succeeded()) {
                failures.add("without any mutant: " + test + ": " + child);
            }
        }
        for (String test : mutants.stream().map(Mutant::test).filter(Mutants::isProgram).collect(Collectors.toSet())) {
            Child child = runProgram(test, List.of(), work.resolve("none-" + test + ".log"));
            if (!child.succeeded()) {
                failures.add("without any mutant: " + test + ": " + child);
            }
        }
    }

    /** Random programs, some of them dead, or with leaks, or random tests. */
    private static boolean isProgram(String test) {
        return TimedProgram.titled(test).isPresent();
    }

    private static Child runProgram(String test, List<String> classes, Path output)
            throws IOException, InterruptedException {
        return TimedProgram.titled(test).orElseThrow().run(classes,
                List.of("-Dweft.deadlocks.limit=PT30S", "-Dweft.leaks.limit=PT30S", "-Dweft.bubbles.limit=PT30S"),
                Duration.ofSeconds(20), output);
    }

    private static Verdict program(Mutant mutant, List<String> classes, Path directory)
            throws IOException, InterruptedException {
        Path output = directory.resolve("program.log");
        Child child = runProgram(mutant.test(), classes, output);
        return switch (child.status()) {
            case 0 -> new Verdict(mutant, false, "passed");
            case TimedProgram.FAILED -> new Verdict(mutant, true, TimedProgram.summary(output).stream()
                    .filter(line -> line.startsWith("FAILED: ")).findFirst().orElse("FAILED")
                    .replaceAll(" -?\\d{9,}", ""));
            default -> new Verdict(mutant, false, "the test did not run: " + child);
        };
    }

    private static boolean isJUnit(String test) {
        return isModel(test) || CoreTests.has(test);
    }

    private static boolean isModel(String test) {
        return test.startsWith(Models.PACKAGE);
    }

    private static Verdict stress(Mutant mutant, List<String> classes, Path directory)
            throws IOException, InterruptedException {
        SortedSet<String> test = new TreeSet<>(List.of(Tests.ROOT + mutant.test()));
        String how = "";
        for (Kind kind : Kind.values()) {
            Jcstress run = Jcstress.run(test, kind, Effort.forMutants(), classes, directory.resolve(kind.name()));
            Outcome outcome = run.outcomes().get(test.first());
            if (outcome == null) {
                return new Verdict(mutant, false, "the test did not run");
            }
            if (!outcome.failures().isEmpty()) {
                return new Verdict(mutant, true, outcome.summary() + ", on " + kind);
            }
            how = "passed with " + outcome.sampleCount() + " samples";
        }
        return new Verdict(mutant, false, how);
    }

    private Verdict junit(Mutant mutant, List<String> classes, Path directory)
            throws IOException, InterruptedException {
        Child child = junit(mutant.test(), classes, directory.resolve("junit.log"));
        return switch (child.status()) {
            case 0 -> new Verdict(mutant, false, "passed");
            case JUnit.FAILED -> new Verdict(mutant, true, isModel(mutant.test())
                    ? "an interleaving that no order explains, or that stands still"
                    : "failed");
            default -> new Verdict(mutant, false, "the test did not run: " + child);
        };
    }

    private Child junit(String test, List<String> before, Path output) throws IOException, InterruptedException {
        return isModel(test) ? Models.run(test, before, output) : CoreTests.run(test, before, project, output);
    }

    List<Verdict> verdicts() {
        return verdicts;
    }

    List<String> failures() {
        return failures;
    }
}

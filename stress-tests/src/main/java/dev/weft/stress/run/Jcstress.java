package dev.weft.stress.run;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.openjdk.jcstress.infra.collectors.DiskReadCollector;
import org.openjdk.jcstress.infra.collectors.InProcessCollector;
import org.openjdk.jcstress.infra.collectors.TestResult;

/**
 * A run of jcstress. It is judged by the file of results, not only by the exit status: jcstress silently skips tests
 * for which it finds too few processors; and if the machine pauses while it finds out how many samples a test can take at
 * a time, it takes very few. Those tests are run again.
 */
final class Jcstress {
    /** The file for its output; the last test named there is the one that was under way. */
    private static final String LOG = "jcstress.log";

    /** The name of the file of results. */
    private static final String RESULTS = "jcstress-results-*.bin.gz";

    /**
     * Fewer samples mean that jcstress was disturbed while it looked how many a test can take at a time. Undisturbed, it
     * takes some thousands for that alone.
     */
    private static final int ENOUGH = 1_000;

    /** How often tests with fewer samples are run again. */
    private static final int MORE_RUNS = 3;

    private final SortedMap<String, Outcome> outcomes = new TreeMap<>();
    private final List<String> failures = new ArrayList<>();

    private Jcstress() {}

    /**
     * Runs tests, some of them several times.
     *
     * @param before
     *            classes that come before all others on the class path; empty for none
     */
    static Jcstress run(SortedSet<String> tests, Kind kind, Effort effort, List<String> before, Path directory)
            throws IOException, InterruptedException {
        Jcstress run = once(tests, kind, effort, before, directory);
        for (int i = 0; i < MORE_RUNS && !run.withTooFewSamples().isEmpty(); i++) {
            run.add(once(run.withTooFewSamples(), kind, effort, before, directory.resolve("again")));
        }
        for (String test : run.withTooFewSamples()) {
            run.failures.add(test + ": only " + run.outcomes.get(test).sampleCount() + " samples");
        }
        return run;
    }

    private static Jcstress once(SortedSet<String> tests, Kind kind, Effort effort, List<String> before,
            Path directory) throws IOException, InterruptedException {
        Files.createDirectories(directory);
        deleteResults(directory);
        List<String> classPath = new ArrayList<>(before);
        classPath.addAll(Child.classPath());
        List<String> program = new ArrayList<>(List.of("org.openjdk.jcstress.Main"));
        program.addAll(effort.options(kind));
        program.addAll(
                List.of("-t", "^(" + String.join("|", tests) + ")$", "-r", directory.resolve("html").toString()));
        Child child = Child.run(classPath, List.of("--enable-native-access=ALL-UNNAMED"), program,
                directory.resolve(LOG), effort.limit());

        return judge(tests, read(directory), child);
    }

    /** Returns the outcome of the tests, from the results that jcstress has left and from how it ended. */
    static Jcstress judge(SortedSet<String> tests, Collection<TestResult> results, Child child) {
        Jcstress run = new Jcstress();
        for (TestResult result : results) {
            run.outcomes.computeIfAbsent(result.getName(), Outcome::new).add(result);
        }
        run.judge(tests, child);
        return run;
    }

    private void judge(SortedSet<String> tests, Child child) {
        if (!child.succeeded()) {
            failures.add("jcstress: " + child + "; see its " + LOG);
        }
        for (Outcome outcome : outcomes.values()) {
            if (!outcome.failures().isEmpty()) {
                failures.add(outcome.test() + ": " + outcome.summary());
            }
        }
        int most = outcomes.values().stream().mapToInt(Outcome::runs).max().orElse(0);
        for (String test : tests) {
            Outcome outcome = outcomes.get(test);
            int runs = outcome == null ? 0 : outcome.runs();
            if (runs == 0 || runs < most) {
                failures.add(test + ": ran " + runs + " times, other tests up to " + most);
            }
        }
    }

    /** The tests that ran, and found nothing, but in too few samples. */
    SortedSet<String> withTooFewSamples() {
        SortedSet<String> few = new TreeSet<>();
        outcomes.forEach((test, outcome) -> {
            if (outcome.failures().isEmpty() && outcome.sampleCount() < ENOUGH) {
                few.add(test);
            }
        });
        return few;
    }

    /** Adds what another run of some of the tests has found. */
    void add(Jcstress again) {
        again.outcomes.forEach((test, outcome) -> outcomes.get(test).add(outcome));
        failures.addAll(again.failures);
    }

    /** The outcomes, by the names of the tests. */
    SortedMap<String, Outcome> outcomes() {
        return outcomes;
    }

    /** What failed; empty if all went well. */
    List<String> failures() {
        return failures;
    }

    long sampleCount() {
        return outcomes.values().stream().mapToLong(Outcome::sampleCount).sum();
    }

    /**
     * Reads the results of jcstress. It writes its file when it ends: if it was killed, there is no file, or only a
     * part of it.
     */
    static Collection<TestResult> read(Path directory) throws IOException {
        InProcessCollector collector = new InProcessCollector();
        for (Path file : results(directory)) {
            try {
                DiskReadCollector reader = new DiskReadCollector(file.toString(), collector);
                try {
                    reader.dump();
                } finally {
                    reader.close();
                }
            } catch (EOFException e) {
                // judge reports what is missing.
            } catch (ClassNotFoundException e) {
                throw new IOException(e);
            }
        }
        return collector.getTestResults();
    }

    private static void deleteResults(Path directory) throws IOException {
        for (Path file : results(directory)) {
            Files.delete(file);
        }
    }

    private static List<Path> results(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files
                    .filter(f -> directory.getFileSystem().getPathMatcher("glob:" + RESULTS).matches(f.getFileName()))
                    .toList();
        }
    }
}

package dev.weft.stress.run;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.infra.Status;
import org.openjdk.jcstress.infra.collectors.TestResult;
import org.openjdk.jcstress.infra.grading.GradingResult;
import org.openjdk.jcstress.infra.grading.TestGrading;

/** The outcome of one test, in all JVMs in which it ran. */
final class Outcome {
    private final String test;
    private final SortedMap<String, Long> samples = new TreeMap<>();
    private final SortedMap<String, Expect> expected = new TreeMap<>();
    private final List<String> failures = new ArrayList<>();
    private int runs;

    Outcome(String test) {
        this.test = test;
    }

    void add(TestResult result) {
        runs++;
        if (result.status() != Status.NORMAL) {
            failures.add(result.status() + " with " + result.getConfig().jvmArgs);
            failures.addAll(result.getMessages());
            failures.addAll(result.getVmErr());
            return;
        }
        TestGrading grading = TestGrading.grade(result);
        for (GradingResult state : grading.gradingResults.values()) {
            samples.merge(state.id, state.count, Long::sum);
            expected.put(state.id, state.expect);
        }
        failures.addAll(grading.failureMessages);
    }

    /** Adds the samples of another run in the same JVMs, which does not count as one. */
    void add(Outcome again) {
        again.samples.forEach((state, count) -> samples.merge(state, count, Long::sum));
        expected.putAll(again.expected);
        failures.addAll(again.failures);
    }

    String test() {
        return test;
    }

    /** Returns in how many JVMs it ran. */
    int runs() {
        return runs;
    }

    List<String> failures() {
        return failures;
    }

    /** Returns what went wrong, in a few words. */
    String summary() {
        List<String> forbidden = new ArrayList<>();
        samples.forEach((state, count) -> {
            if (count > 0 && expected.get(state) == Expect.FORBIDDEN) {
                forbidden.add("(" + state + ") came out, in " + count + " of " + sampleCount());
            }
        });
        if (!forbidden.isEmpty()) {
            return String.join("; ", forbidden);
        }
        if (failures.stream().anyMatch(f -> f.contains("waits for ever"))) {
            return "somebody waits for ever";
        }
        return failures.stream().flatMap(String::lines).filter(l -> l.contains("Exception: ")).findFirst()
                .map(l -> l.replaceFirst(".*Exception: ", "")).orElse(failures.get(0));
    }

    long sampleCount() {
        return samples.values().stream().mapToLong(Long::longValue).sum();
    }

    SortedMap<String, Long> samples() {
        return samples;
    }

    boolean isInteresting(String state) {
        return expected.get(state) == Expect.ACCEPTABLE_INTERESTING;
    }

    /** The states that the test allows, and that did not come out. */
    SortedSet<String> unseen() {
        SortedSet<String> unseen = new TreeSet<>(samples.keySet());
        unseen.removeIf(state -> samples.get(state) > 0 || expected.get(state) == Expect.FORBIDDEN);
        return unseen;
    }
}

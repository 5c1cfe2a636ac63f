package dev.weft.stress.run;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/** The findings of a long pass, as Markdown: the summary first, then the parts. */
final class Report {
    private final List<String> head = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();
    private final SortedSet<String> ran = new TreeSet<>();
    private long samples;

    Report(String stamp) {
        head.addAll(List.of("# The last long pass", "", stamp, "",
                "Made by `mvn -q -pl stress-tests -am test-compile exec:exec -Dpass=long`. [What this is](../../README.md).",
                ""));
    }

    void verdict(List<String> failures, int written, String took) {
        head.add(failures.isEmpty()
                ? "**Nothing forbidden happened, nothing hung, nothing was left out.**"
                : "**Failures: " + failures.size() + "**");
        head.add("");
        failures.forEach(f -> head.add("- " + f));
        head.add(String.format(Locale.ROOT,
                "%d jcstress tests are written, %d were run, each on platform threads, on goroutines, and on"
                        + " goroutines of Weft's own scheduler, in four JVMs; %,d samples. All together took %s.",
                written, ran.size(), samples, took));
    }

    void jcstress(Map<Kind, SortedMap<String, Outcome>> outcomes) {
        outcomes.values().forEach(o -> ran.addAll(o.keySet()));
        samples = outcomes.values().stream().flatMap(o -> o.values().stream()).mapToLong(Outcome::sampleCount).sum();
        lines.addAll(List.of("", "## jcstress", "", "*In italics: legal, and weaker than one might expect.*", "",
                "| Test | On | JVMs | Samples | What came out |", "| --- | --- | --: | --: | --- |"));
        for (String test : ran) {
            outcomes.forEach((kind, of) -> {
                Outcome outcome = of.get(test);
                if (outcome != null) {
                    lines.add(String.format(Locale.ROOT, "| %s | %s | %d | %,d | %s |", test.replace(Tests.ROOT, ""),
                            kind,
                            outcome.runs(), outcome.sampleCount(), states(outcome)));
                }
            });
        }
        unseen(outcomes.values());
    }

    /** What no test has shown to be possible, on any kind of thread. */
    private void unseen(Collection<SortedMap<String, Outcome>> outcomes) {
        lines.addAll(List.of("", "### Allowed, but never seen", ""));
        int before = lines.size();
        for (String test : ran) {
            SortedSet<String> unseen = new TreeSet<>();
            SortedSet<String> seen = new TreeSet<>();
            outcomes.stream().map(of -> of.get(test)).filter(Objects::nonNull).forEach(outcome -> {
                unseen.addAll(outcome.unseen());
                outcome.samples().forEach((state, count) -> {
                    if (count > 0) {
                        seen.add(state);
                    }
                });
            });
            unseen.removeAll(seen);
            if (!unseen.isEmpty()) {
                lines.add("- " + test.replace(Tests.ROOT, "") + ": (" + String.join("), (", unseen) + ")");
            }
        }
        if (lines.size() == before) {
            lines.add("Nothing: every outcome that a test allows was seen.");
        }
    }

    private static String states(Outcome outcome) {
        List<String> states = new ArrayList<>();
        outcome.samples().forEach((state, count) -> {
            if (count > 0) {
                String format = outcome.isInteresting(state) ? "*(%s) %,d*" : "(%s) %,d";
                states.add(String.format(Locale.ROOT, format, state, count));
            }
        });
        return String.join(" · ", states);
    }

    void mutants(List<Verdict> verdicts) {
        lines.addAll(List.of("", "## Mutants", "",
                "What is wrong in [the mutant](../../mutants), and the test that finds it.",
                "", "| Mutant | What is wrong | Caught by | How |", "| --- | --- | --- | --- |"));
        for (Verdict v : verdicts) {
            lines.add(
                    "| [" + v.mutant().name() + "](../../mutants/" + v.mutant().name() + ".diff) | " + v.mutant().what()
                            + " | " + v.mutant().test().replace(Models.PACKAGE + ".", "") + " | "
                            + (v.caught() ? "" : "**NOT CAUGHT** ")
                            + v.how() + " |");
        }
    }

    void text(String title, List<String> text) {
        lines.addAll(List.of("", "## " + title, "", "```text"));
        lines.addAll(text);
        lines.add("```");
    }

    List<String> lines() {
        List<String> all = new ArrayList<>(head);
        all.addAll(lines);
        return all;
    }
}

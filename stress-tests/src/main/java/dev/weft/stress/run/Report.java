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

/** The findings of a part of the long pass, as Markdown: the summary first. */
final class Report {
    private final List<String> head = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();

    Report(Part part, String stamp) {
        head.addAll(List.of("# The last long pass: " + part.heading(), "", stamp, "",
                "Made by `mvn -q -pl stress-tests -am test-compile exec:exec -Dpass=long`, or `-Dpass=\"long "
                        + part.title() + "\"`. [What this is](../../README.md).",
                ""));
    }

    void verdict(List<String> failures, String took) {
        head.add(failures.isEmpty() ? "**No failures.**" : "**Failures: " + failures.size() + "**");
        head.add("");
        if (!failures.isEmpty()) {
            failures.forEach(f -> head.add("- " + f));
            head.add("");
        }
        head.add("It took " + took + ".");
    }

    void jcstress(int written, Map<Kind, SortedMap<String, Outcome>> outcomes) {
        SortedSet<String> ran = new TreeSet<>();
        outcomes.values().forEach(o -> ran.addAll(o.keySet()));
        long samples =
                outcomes.values().stream().flatMap(o -> o.values().stream()).mapToLong(Outcome::sampleCount).sum();
        lines.add("");
        lines.add(String.format(Locale.ROOT,
                "%d tests are written, %d were run, each on platform threads, on goroutines, and on goroutines of"
                        + " Weft's own scheduler, in four kinds of JVM; %,d samples.",
                written, ran.size(), samples));
        lines.addAll(List.of("", "*In italics: legal, and weaker than one might expect.*", "",
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
        unseen(ran, outcomes.values());
    }

    /** What no test has shown to be possible, on any kind of thread. */
    private void unseen(SortedSet<String> ran, Collection<SortedMap<String, Outcome>> outcomes) {
        lines.addAll(List.of("", "## Allowed, but never seen", ""));
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
        long caught = verdicts.stream().filter(Verdict::caught).count();
        lines.addAll(List.of("",
                caught + " of " + verdicts.size()
                        + " were caught: what is wrong in [the mutant](../../mutants), and the"
                        + " test that finds it.",
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

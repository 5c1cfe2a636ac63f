package dev.weft.stress.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;

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

    void jcstress(int written, Kind kind, SortedMap<String, Outcome> outcomes) {
        long samples = outcomes.values().stream().mapToLong(Outcome::sampleCount).sum();
        lines.add("");
        lines.add(String.format(Locale.ROOT,
                "%d tests are written, %d were run on %s, in four kinds of JVM; %,d samples.",
                written, outcomes.size(), kind, samples));
        lines.addAll(List.of("", "*In italics: legal, and weaker than one might expect.*", "",
                "| Test | JVMs | Samples | What came out |", "| --- | --: | --: | --- |"));
        outcomes.forEach((test, outcome) -> lines.add(String.format(Locale.ROOT, "| %s | %d | %,d | %s |",
                test.replace(Tests.ROOT, ""), outcome.runs(), outcome.sampleCount(), states(outcome))));
        lines.addAll(List.of("", "## Allowed, but never seen on " + kind, ""));
        int before = lines.size();
        outcomes.forEach((test, outcome) -> {
            if (!outcome.unseen().isEmpty()) {
                lines.add("- " + test.replace(Tests.ROOT, "") + ": (" + String.join("), (", outcome.unseen()) + ")");
            }
        });
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

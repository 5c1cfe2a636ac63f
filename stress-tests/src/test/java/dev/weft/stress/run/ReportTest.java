package dev.weft.stress.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The report says which outcomes a test allows that did not come out: nothing has shown that they are possible. */
class ReportTest {
    private static List<String> neverSeen(String... states) throws Exception {
        Outcome outcome = new Outcome(Made.TEST);
        for (String state : states) {
            outcome.add(Made.result(state, 7));
        }
        Report report = new Report(Part.JCSTRESS_GOROUTINES, "");
        report.jcstress(1, Kind.GOROUTINES, new TreeMap<>(Map.of(Made.TEST, outcome)));
        List<String> lines = report.lines();
        return lines.subList(lines.indexOf("## Allowed, but never seen on goroutines") + 2, lines.size());
    }

    @Test
    void namesWhatWasNeverSeen() throws Exception {
        assertThat(neverSeen("1, 1")).containsExactly("- channel.BufferedSend: (0, 1)");
    }

    @Test
    void isContentWithOneSample() throws Exception {
        assertThat(neverSeen("1, 1", "0, 1"))
                .containsExactly("Nothing: every outcome that a test allows was seen.");
    }

    @Test
    void saysFirstWhatFailed() {
        Report report = new Report(Part.MUTANTS, "here and now");
        report.mutants(List.of());
        report.verdict(List.of("one thing", "another"), "2 min");
        assertThat(report.lines()).startsWith("# The last long pass: Mutants", "", "here and now")
                .containsSubsequence("**Failures: 2**", "- one thing", "- another", "It took 2 min.",
                        "0 of 0 were caught"
                                + ": what is wrong in [the mutant](../../mutants), and the test that finds it.");
    }

    @Test
    void saysThatNothingFailed() {
        Report report = new Report(Part.PROGRAMS, "");
        report.text("Soak", List.of("all went well"));
        report.verdict(List.of(), "1 min");
        assertThat(report.lines()).containsSubsequence("**No failures.**", "It took 1 min.", "## Soak",
                "all went well");
    }
}

package dev.weft.stress.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.openjdk.jcstress.Options;
import org.openjdk.jcstress.infra.Status;
import org.openjdk.jcstress.infra.collectors.TestResult;
import org.openjdk.jcstress.infra.runners.TestConfig;
import org.openjdk.jcstress.infra.runners.TestList;
import org.openjdk.jcstress.os.AffinityMode;
import org.openjdk.jcstress.os.NodeType;
import org.openjdk.jcstress.os.SchedulingClass;

/** The report says which outcomes a test allows that did not come out: nothing has shown that they are possible. */
class ReportTest {
    private static final String TEST = Tests.ROOT + "channel.BufferedSend";

    private static SortedMap<String, Outcome> outcome(String... states) throws Exception {
        Options options = new Options(new String[0]);
        options.parse();
        TestResult result = new TestResult(Status.NORMAL);
        result.setConfig(new TestConfig(options, TestList.getInfo(TEST), 0, List.of(), 0,
                new SchedulingClass(AffinityMode.NONE, 2, NodeType.PACKAGE)));
        Arrays.stream(states).forEach(state -> result.addState(state, 7));
        Outcome outcome = new Outcome(TEST);
        outcome.add(result);
        return new TreeMap<>(Map.of(TEST, outcome));
    }

    private static List<String> neverSeen(Map<Kind, SortedMap<String, Outcome>> outcomes) {
        Report report = new Report("");
        report.jcstress(outcomes);
        List<String> lines = report.lines();
        return lines.subList(lines.indexOf("### Allowed, but never seen") + 2, lines.size());
    }

    @Test
    void namesWhatWasNotSeenOnAnyKindOfThread() throws Exception {
        assertThat(neverSeen(Map.of(Kind.PLATFORM_THREADS, outcome("1, 1"), Kind.GOROUTINES, outcome("1, 1"))))
                .containsExactly("- channel.BufferedSend: (0, 1)");
    }

    @Test
    void isContentWithOneKind() throws Exception {
        assertThat(neverSeen(Map.of(Kind.PLATFORM_THREADS, outcome("1, 1"), Kind.GOROUTINES, outcome("0, 1"))))
                .containsExactly("Nothing: every outcome that a test allows was seen.");
    }
}

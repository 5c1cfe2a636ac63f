package dev.weft.stress.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jcstress.infra.runners.TestList;

/** A run that leaves something out does not pass. */
class JcstressTest {
    private static final SortedSet<String> TESTS = new TreeSet<>(List.of("a", "b"));

    @Test
    void findsEveryAnnotatedTestInTheListOfJcstress() throws IOException {
        assertThat(Tests.written()).isNotEmpty().containsExactlyInAnyOrderElementsOf(TestList.tests());
    }

    @Test
    void failsForEachTestThatDidNotRun() {
        assertThat(Jcstress.judge(new TreeSet<>(TESTS), List.of(), new Child(0)).failures())
                .containsExactly("a: ran 0 times, other tests up to 0", "b: ran 0 times, other tests up to 0");
    }

    @Test
    void failsWhereItTookTooLong() {
        assertThat(Jcstress.judge(new TreeSet<>(), List.of(), new Child(Child.OUT_OF_TIME)).failures())
                .containsExactly("jcstress: ended, as it took too long; see its jcstress.log");
    }

    @Test
    void failsWhereJcstressDoes() {
        assertThat(Jcstress.judge(new TreeSet<>(), List.of(), new Child(1)).failures())
                .containsExactly("jcstress: exit status 1; see its jcstress.log");
    }

    @Test
    void readsWhatWasNeverWritten(@TempDir Path dir) throws IOException {
        Files.write(dir.resolve("jcstress-results-1.bin.gz"), new byte[0]);
        Files.write(dir.resolve("jcstress-results-2.bin.gz"), new byte[] {31, -117, 8, 0, 0, 0, 0, 0, 0, 0});
        assertThat(Jcstress.read(dir)).isEmpty();
    }

    @Test
    void passesWhereNothingIsMissing() {
        assertThat(Jcstress.judge(new TreeSet<>(), List.of(), new Child(0)).failures()).isEmpty();
    }

    @Test
    void aTestWithFewSamplesIsRunAgain() throws Exception {
        Jcstress run =
                Jcstress.judge(new TreeSet<>(List.of(Made.TEST)), List.of(Made.result("1, 1", 61)), new Child(0));
        assertThat(run.withTooFewSamples()).containsExactly(Made.TEST);

        run.add(Jcstress.judge(new TreeSet<>(List.of(Made.TEST)), List.of(Made.result("0, 1", 939)), new Child(0)));

        assertThat(run.withTooFewSamples()).isEmpty();
        assertThat(run.failures()).isEmpty();
        assertThat(run.outcomes().get(Made.TEST).samples()).containsEntry("1, 1", 61L).containsEntry("0, 1", 939L);
        assertThat(run.outcomes().get(Made.TEST).runs()).isEqualTo(1);
    }

    @Test
    void oneThatHasFailedIsNotRunAgain() throws Exception {
        Jcstress run =
                Jcstress.judge(new TreeSet<>(List.of(Made.TEST)), List.of(Made.result("1, 0", 61)), new Child(0));
        assertThat(run.withTooFewSamples()).isEmpty();
        assertThat(run.failures()).hasSize(1);
    }
}

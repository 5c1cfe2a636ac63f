package dev.weft.examples.notes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Go;
import dev.weft.examples.Output;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The claims of the notes about goroutines and their cost. */
class ClaimsTest {
    @Test
    void aHundredThousandGoroutinesAreAliveAtOnce() throws Exception {
        List<String> lines = Output.of(out -> CostOfThreads.run(out, 20, 100_000));
        assertThat(lines).hasSize(4);
        assertThat(lines.get(1)).matches("OS threads +20 .* (bytes|unknown)");
        assertThat(lines.get(2)).matches("goroutines +20 .* bytes");
        assertThat(lines.get(3)).matches("goroutines +100\\D?000 .* bytes");
    }

    @Test
    void aServerHasManyConnectionsAtOnce() throws Exception {
        List<String> lines = Output.of(out -> C10k.run(500, out));
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0))
                .matches("connections: \\d+(, for the system allows this process too few files for 500)?");
        String n = lines.get(0).replaceAll("connections: (\\d+).*", "$1");
        assertThat(lines.get(1)).startsWith("open at once: " + n + ",");
        assertThat(lines.get(2)).startsWith("all of them spoke: " + n + " right answers,");
    }

    @Test
    void stacksGrow() throws Exception {
        List<String> lines = Output.of(GrowingStack::run);
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).matches("a goroutine at the top: \\S+ bytes");
        assertThat(lines.get(1)).matches("a goroutine 2000 calls deep: \\S+ bytes");
        assertThat(lines.get(2)).matches("a goroutine that has ended: \\S+ bytes");
        int deep = number(lines.get(1).replace("2000", ""));
        assertThat(deep).isGreaterThan(number(lines.get(0))).isGreaterThan(number(lines.get(2)));
    }

    @Test
    void manyGoroutinesRunOnFewThreads() throws Exception {
        List<String> lines = Output.of(ManyOnFew::run);
        assertThat(lines).singleElement().asString().matches("1000 goroutines ran on \\d+ OS threads");
        assertThat(number(lines.get(0).substring("1000".length()))).isBetween(1, 999);
    }

    @Test
    void theSumIsTheSameInParallel() throws Exception {
        List<String> lines = Output.of(Parallelism::run);
        assertThat(lines).hasSize(4);
        assertThat(lines.subList(1, 4)).allMatch(line -> line.contains(": sum 2728894220, "));
    }

    @Test
    void goroutinesThatLetOthersRunCanBeStopped() throws Exception {
        assertThat(Output.of(Preemption::run)).containsExactly("all goroutines that computed have been stopped");
    }

    @Test
    void mainReturns() throws Exception {
        assertThat(Output.of(MainDoesNotWait::run)).containsExactly("main returns");
    }

    /** Runs in a process of its own, which ends although one goroutine has not ended. */
    @Test
    void theProgramEndsWhenMainReturns() throws Exception {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                location(MainDoesNotWait.class) + System.getProperty("path.separator") + location(Go.class),
                MainDoesNotWait.class.getName()).redirectErrorStream(true).start();
        try {
            assertThat(process.waitFor(Output.LONG.toMillis(), TimeUnit.MILLISECONDS)).as("has ended").isTrue();
            assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines())
                    .containsExactly("main returns");
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    private static String location(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    }

    @Test
    void aWaitGroupMakesAJoinPoint() throws Exception {
        assertThat(Output.of(JoinPoint::run)).containsExactly("the value is 1");
    }

    @Test
    void threeDrawOnOneSheetOfPaper() throws Exception {
        assertThat(Output.of(SharedPaper::run)).containsExactly(
                "             ~~    \\o/",
                "      __[]_          ,@@.",
                "     /     \\        @@@@@@",
                "    /_______\\        `@@'",
                "     | [] |           ||",
                "\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"");
    }

    @Test
    void exactlyOneGetsTheLock() throws Exception {
        assertThat(Output.of(ExactlyOne::run)).containsExactly(
                "100 goroutines held the lock, at most 1 at a time",
                "1 of 100 got it by TryLock");
    }

    @Test
    void aVariableOutlivesItsGoroutine() throws Exception {
        assertThat(Output.of(OutlivingVariable::run)).containsExactly(
                "the goroutine that declared it has ended",
                "the salutation is: hello again");
    }

    @Test
    void anAbandonedGoroutineIsFoundAndCollected() throws Exception {
        assertThat(Output.of(AbandonedGoroutine::run)).containsExactly(
                "abandoned, it waits: chan receive",
                "leaked: chan receive, in abandon",
                "it is gone: nobody is left",
                "a million more in a heap of 64 MB: they are gone, too");
    }

    private static int number(String line) {
        return Integer.parseInt(line.replaceAll("\\D", ""));
    }
}

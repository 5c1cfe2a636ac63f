package dev.weft.internal.wait;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Go;
import dev.weft.faults.SomeGoroutines;
import dev.weft.support.ChildVm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked for on the command line, in virtual machines of their own. */
class SchedulerChoiceTest {
    private static final String OPEN = "--add-opens=java.base/java.lang=ALL-UNNAMED";

    private static String run(String... options) throws Exception {
        return ChildVm.run(List.of(), List.of(options), SomeGoroutines.class);
    }

    @Test
    void notAskedForItIsTheJdks() throws Exception {
        String out = run("-Xlog:class+load");
        assertThat(out).contains("ran on ", "ForkJoinPool").doesNotContain("weft-carrier",
                "dev.weft.internal.scheduler");
    }

    @Test
    void theJdksCanBeAskedFor() throws Exception {
        assertThat(run("-Dweft.scheduler=jdk")).contains("ran on ", "ForkJoinPool", "by the JDK's scheduler")
                .doesNotContain("weft-carrier");
    }

    @Test
    void gosCanBeAskedFor() throws Exception {
        String out = run("-Dweft.scheduler=go", OPEN);
        assertThat(out.lines().filter(l -> l.contains("weft-carrier"))).hasSize(4);
        assertThat(out.lines().filter(l -> l.startsWith("by "))).hasSize(2).allMatch(
                l -> l.matches("by GoScheduler\\[processors \\d+, idle \\d+, carriers [1-9]\\d*, wakes \\d+, "
                        + "sleeps \\d+, steals \\d+, retakes \\d+]"));
        assertThat(out).doesNotContain("ForkJoinPool");
    }

    @Test
    void itTakesAsManyProcessorsAsItIsTold() throws Exception {
        assertThat(run("-Dweft.scheduler=go", "-Dweft.scheduler.processors=1", OPEN)).contains("weft-carrier-1")
                .doesNotContain("weft-carrier-2");
    }

    @Test
    void itTakesAsManyProcessorsAsThereMayBe() throws Exception {
        assertThat(run("-Dweft.scheduler=go", "-Dweft.scheduler.processors=1024", OPEN))
                .contains("by GoScheduler[processors 1024,");
    }

    @Test
    void withoutTheOptionEachGoSaysWhichOne() throws Exception {
        String out = run("-Dweft.scheduler=go");
        assertThat(out.lines()).hasSize(2).allMatch(l -> l.equals("failed: -Dweft.scheduler=go also needs the option "
                + "--add-opens java.base/java.lang=ALL-UNNAMED"));
    }

    /** Weft as a named module. */
    private static String runOnModulePath(String... options) throws Exception {
        Path weft = Path.of(Go.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        List<String> all = new ArrayList<>(List.of("-p", weft.toString(), "--add-modules", "dev.weft"));
        all.addAll(List.of(options));
        return run(all.toArray(String[]::new));
    }

    @Test
    void onTheModulePathTheOptionNamesTheModule() throws Exception {
        assertThat(runOnModulePath("-Dweft.scheduler=go").lines()).hasSize(2).allMatch(l -> l.equals(
                "failed: -Dweft.scheduler=go also needs the option --add-opens java.base/java.lang=dev.weft"));
        assertThat(runOnModulePath("-Dweft.scheduler=go", "--add-opens=java.base/java.lang=dev.weft"))
                .contains("weft-carrier").doesNotContain("ForkJoinPool");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Go", "golang", "", "go "})
    void anUnknownSchedulerIsAnError(String name) throws Exception {
        assertThat(run("-Dweft.scheduler=" + name, OPEN).lines()).hasSize(2)
                .allMatch(l -> l.equals("failed: -Dweft.scheduler=" + name + ": must be go or jdk"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1025", "10000", "two", "", "99999999999"})
    void aWrongNumberOfProcessorsIsAnError(String n) throws Exception {
        List<String> lines = new ArrayList<>(
                run("-Dweft.scheduler=go", "-Dweft.scheduler.processors=" + n, OPEN).lines().toList());
        assertThat(lines).hasSize(2).allMatch(l -> l.equals(
                "failed: -Dweft.scheduler.processors=" + n + ": must be a number from 1 to 1024"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"processor", "procs", "processors.max"})
    void anUnknownOptionIsAnError(String option) throws Exception {
        assertThat(run("-Dweft.scheduler=go", "-Dweft.scheduler." + option + "=2", OPEN).lines()).hasSize(2)
                .allMatch(l -> l.equals("failed: -Dweft.scheduler." + option
                        + ": no such option; there is weft.scheduler.processors"));
    }
}

package dev.weft.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.benchmarks.report.Glance;
import dev.weft.benchmarks.report.RowName;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PassTest {
    private static final Path MODULE = Path.of("benchmarks");

    @ParameterizedTest
    @ValueSource(ints = {1, 50, 150, 200, 250})
    void theQuickPassKeepsToItsTime(int benchmarks) {
        Pass pass = Pass.quick(MODULE, benchmarks);

        assertThat(minutes(pass, benchmarks)).isLessThan(10);
        assertThat(pass.milliseconds()).isBetween(50L, 500L);
        assertThat(pass.forks()).isEqualTo(2);
    }

    @Test
    void theFullPassHasTenForksAndTakesAboutAnHour() {
        Pass pass = Pass.full(MODULE);
        int benchmarks = JmhRun.count(JmhRun.find(Menu.ALL));
        int rows = JmhRun.rows(JmhRun.find(Menu.ALL)).size();

        assertThat(pass.forks()).isGreaterThanOrEqualTo(10);
        double go = rows * pass.forks() * (pass.goCount() * pass.goMilliseconds()) / 60_000.0;
        assertThat(minutes(pass, benchmarks) + go).isLessThan(65);
    }

    @Test
    void theGlanceTakesFiveMinutesWithWhatIsCompiledBefore() {
        Pass pass = Pass.glance(MODULE);
        List<String> go = JmhRun.rows(JmhRun.find(Glance.PATTERN)).stream().filter(Glance::has).toList();
        double processes = go.size() * pass.forks() * (pass.goCount() * pass.goMilliseconds() + 300) / 60_000.0;

        assertThat(minutes(pass, JmhRun.count(JmhRun.find(Glance.PATTERN), Glance.PARAMETERS)) + processes)
                .isLessThan(4);
    }

    @Test
    void theGlanceHasItsRowsAndNoOther() {
        assertThat(JmhRun.rows(JmhRun.find(Glance.PATTERN)).stream().filter(Glance::has)).map(RowName::plain)
                .containsExactlyInAnyOrderElementsOf(Glance.ROWS);
        assertThat(JmhRun.find(Glance.PATTERN)).map(Menu::shape)
                .allSatisfy(shape -> assertThat(Glance.ROWS).anyMatch(row -> row.matches(shape + "(/.*)?")));
    }

    @Test
    void onlyTheFullAndTheLoadedPassReplaceCommittedResults() {
        assertThat(List.of(Pass.full(MODULE), Pass.loaded(MODULE)))
                .allSatisfy(pass -> assertThat(pass.results()).isEqualTo(MODULE.resolve("results/" + pass.name())));
        assertThat(List.of(Pass.glance(MODULE), Pass.quick(MODULE, 1), Pass.smoke(MODULE), Pass.part(MODULE)))
                .allSatisfy(pass -> assertThat(pass.results()).startsWithRaw(MODULE.resolve("target")));
    }

    @Test
    void forksThatCountHaveTimeToWarmUp() {
        int benchmarks = JmhRun.count(JmhRun.find(Menu.ALL));

        assertThat(List.of(Pass.quick(MODULE, benchmarks), Pass.full(MODULE), Pass.loaded(MODULE), Pass.part(MODULE)))
                .allSatisfy(pass -> assertThat(pass.warmups() * pass.milliseconds()).isGreaterThan(400));
    }

    private static double minutes(Pass pass, int benchmarks) {
        long fork = Pass.FORK_START + (pass.warmups() + pass.iterations()) * pass.milliseconds();
        return benchmarks * pass.forks() * fork / 60_000.0;
    }
}

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

        assertThat(pass.duration(benchmarks, 0) / 60_000.0).isLessThan(10);
        assertThat(pass.milliseconds()).isBetween(50L, 500L);
        assertThat(pass.forks()).isEqualTo(2);
    }

    @Test
    void theFullPassHasTenForksAndIsEstimatedAtMoreThanAnHour() {
        Pass pass = Pass.full(MODULE);
        int benchmarks = JmhRun.count(JmhRun.find(Menu.ALL));
        int rows = JmhRun.rows(JmhRun.find(Menu.ALL)).size();

        assertThat(pass.forks()).isGreaterThanOrEqualTo(10);
        assertThat(pass.duration(benchmarks, rows) / 60_000.0).isBetween(60.0, 90.0);
    }

    @Test
    void theGlanceTakesFiveMinutesWithWhatIsCompiledBefore() {
        Pass pass = Pass.glance(MODULE);
        List<String> go = JmhRun.rows(JmhRun.find(Glance.PATTERN)).stream().filter(Glance::has).toList();
        int benchmarks = JmhRun.count(JmhRun.find(Glance.PATTERN), Glance.PARAMETERS);

        assertThat(pass.duration(benchmarks, go.size()) / 60_000.0).isLessThan(4);
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
}

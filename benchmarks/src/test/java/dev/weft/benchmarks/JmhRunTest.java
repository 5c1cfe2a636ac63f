package dev.weft.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.BenchmarkListEntry;

class JmhRunTest {
    @Test
    void aForkThatWarmsUpGetsFaster() {
        assertThat(JmhRun.drift(List.of(List.of(200.0, 110.0, 100.0)))).isEqualTo(2);
        assertThat(JmhRun.drift(List.of(List.of(100.0, 90.0, 100.0)))).isEqualTo(1);
    }

    @Test
    void oneSlowStartAmongManyForksIsNoDrift() {
        List<Double> warm = List.of(100.0, 100.0);

        assertThat(JmhRun.drift(List.of(warm, List.of(900.0, 100.0), warm))).isEqualTo(1);
        assertThat(JmhRun.drift(List.of())).isEqualTo(1);
    }

    @Test
    void aParameterThatOnlySomeMethodsHaveMakesItsRows() {
        assertThat(JmhRun.rows(JmhRun.find("[.]StartJoin[.]")))
                .containsExactlyInAnyOrder("StartJoin/threads=goroutine", "StartJoin/threads=os");
        assertThat(JmhRun.rows(JmhRun.find("[.]StartJoin[.]weft$"))).containsExactly("StartJoin/threads=goroutine");
    }

    @Test
    void everyChoiceOfParametersIsCounted() {
        List<BenchmarkListEntry> entries = List.copyOf(JmhRun.find("[.]Buffered[.]weft$"));

        assertThat(entries).hasSize(1);
        assertThat(JmhRun.count(entries)).isEqualTo(6).isEqualTo(JmhRun.rows(entries).size());
    }
}

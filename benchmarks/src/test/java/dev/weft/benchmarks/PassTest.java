package dev.weft.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PassTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 50, 150, 250, 350})
    void theQuickPassKeepsToItsTime(int benchmarks) {
        Pass pass = Pass.quick(Path.of("."), benchmarks);

        long seconds = benchmarks * (800 + (pass.warmups() + pass.iterations()) * pass.milliseconds()) / 1_000;
        assertThat(seconds).isLessThan(10 * 60);
        assertThat(pass.milliseconds()).isBetween(50L, 500L);
        assertThat(pass.forks()).isEqualTo(1);
    }
}

package dev.weft.benchmarks.costs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MeasureTest {
    @ParameterizedTest
    @EnumSource
    void runsToItsEndOnEitherKind(Measure measure) throws InterruptedException {
        for (Kind kind : Kind.values()) {
            measure.run(kind, 100);
        }
    }

    @ParameterizedTest
    @EnumSource
    void waitingTakesMemory(Kind kind) throws InterruptedException {
        List<Cost> costs = Parked.measure(kind, 500, "a note");

        assertThat(costs).isNotEmpty().allSatisfy(cost -> {
            assertThat(cost.who()).isEqualTo(kind.title());
            assertThat(cost.note()).isEqualTo("a note");
        });
    }

    @Test
    void limitsAreExplainedWhereTheyBind() {
        assertThat(Limits.threads(10)).isEqualTo(10);
        assertThat(Limits.why(10)).isEmpty();
        assertThat(Limits.threads(Integer.MAX_VALUE)).isPositive().isLessThan(Integer.MAX_VALUE);
        assertThat(Limits.why(Integer.MAX_VALUE)).startsWith("a third of what ");
    }
}

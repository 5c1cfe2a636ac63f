package dev.weft.benchmarks.costs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ParkedTest {
    @ParameterizedTest
    @EnumSource
    void waitingTakesMemory(Kind kind) throws Exception {
        List<Cost> costs = Parked.measure(kind, 500, "a note");

        assertThat(costs).isNotEmpty().allSatisfy(cost -> {
            assertThat(cost.who()).isEqualTo(kind.title());
            assertThat(cost.note()).isEqualTo("a note");
        });
    }

    @Test
    void aGoroutineIsOnTheHeap() throws Exception {
        Cost heap = Parked.measure(Kind.GOROUTINE, 20_000, "").get(0);

        assertThat(heap.what()).startsWith("heap");
        // A virtual thread and its continuation alone take 200.
        assertThat(heap.values()).singleElement().satisfies(bytes -> assertThat(bytes).isBetween(200.0, 20_000.0));
    }

    @Test
    void limitsAreExplainedWhereTheyBind() {
        Limits limits = new Limits(Map.of("one thing", 300L, "another", 900L));

        assertThat(limits.threads(10)).isEqualTo(10);
        assertThat(limits.why(10)).isEmpty();
        assertThat(limits.threads(1_000)).isEqualTo(100);
        assertThat(limits.why(1_000)).isEqualTo("a third of what one thing allows");
        assertThat(Limits.now().limits()).isNotEmpty();
    }
}

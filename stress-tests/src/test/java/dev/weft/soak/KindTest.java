package dev.weft.soak;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KindTest {
    @ParameterizedTest
    @EnumSource(Kind.class)
    void theSeedSaysTheKind(Kind kind) {
        for (long number : new long[] {0, 1, 99, -1, -1_000, Integer.MAX_VALUE}) {
            assertThat(Kind.of(kind.seed(number))).isEqualTo(kind);
        }
    }
}

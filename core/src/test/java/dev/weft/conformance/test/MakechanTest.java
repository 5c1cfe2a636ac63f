package dev.weft.conformance.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.weft.Channel;
import dev.weft.testing.JavaSource;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A capacity is an integer that is not negative; of constants Go's compiler knows. */
@DisplayName("test/makechan.go")
class MakechanTest {
    @Test
    @DisplayName("makechan: types")
    void theCompilerRefusesWhatIsNotAnInt() {
        assertThat(compile("1")).isEmpty();
        assertThat(compile("(short) 1")).isEmpty();
        for (String capacity : List.of("0.5", "1.0", "(float) 1.0", "1L << 63", "true", "\"1\"")) {
            assertThat(compile(capacity)).as(capacity).hasSize(1);
        }
    }

    @Test
    @DisplayName("makechan: range")
    void aNegativeConstantIsRefusedWhenItRuns() {
        assertThatIllegalArgumentException().isThrownBy(() -> Channel.make(-1));
    }

    private static List<String> compile(String capacity) {
        return new JavaSource("Makes", "class Makes { Object c = dev.weft.Channel.make(" + capacity + "); }").errors();
    }
}

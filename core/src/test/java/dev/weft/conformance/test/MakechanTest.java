package dev.weft.conformance.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.weft.Channel;
import dev.weft.support.JavaSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A capacity is a non-negative integer; in Go, the compiler checks constants. */
@DisplayName("test/makechan.go")
class MakechanTest {
    @Test
    @DisplayName("makechan: types")
    void theCompilerRefusesWhatIsNotAnInt() {
        String source = """
                class Makes {
                    Object one = dev.weft.Channel.make(1);
                    Object aShort = dev.weft.Channel.make((short) 1);
                    Object half = dev.weft.Channel.make(0.5);
                    Object real = dev.weft.Channel.make(1.0);
                    Object aFloat = dev.weft.Channel.make((float) 1.0);
                    Object tooLarge = dev.weft.Channel.make(1L << 63);
                    Object noNumber = dev.weft.Channel.make("1");
                }
                """;
        assertThat(new JavaSource("Makes", source).errors())
                .extracting(error -> error.substring(0, error.indexOf(':')))
                .containsExactly("line 4", "line 5", "line 6", "line 7", "line 8");
    }

    @Test
    @DisplayName("makechan: range")
    void aNegativeConstantIsRefusedWhenItRuns() {
        assertThatIllegalArgumentException().isThrownBy(() -> Channel.make(-1));
    }
}

package dev.weft.conformance.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.weft.Channel;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A capacity is an integer, and not negative; Go's compiler checks that already of constants. */
@DisplayName("test/makechan.go")
class MakechanTest {
    @Test
    @DisplayName("makechan: types")
    void theCompilerAcceptsIntegersOnly() {
        // To an int the compiler converts neither a long nor a float, a double or a boolean by itself.
        List<Class<?>[]> parameters = Arrays.stream(Channel.class.getMethods())
                .filter(m -> m.getName().equals("make"))
                .map(Method::getParameterTypes)
                .toList();
        assertThat(parameters).containsExactlyInAnyOrder(new Class<?>[] {}, new Class<?>[] {int.class});
    }

    @Test
    @DisplayName("makechan: range")
    void aNegativeConstantIsRefusedWhenItRuns() {
        assertThatIllegalArgumentException().isThrownBy(() -> Channel.make(-1));
        assertThat(Channel.make(1).cap()).isEqualTo(1);
    }
}

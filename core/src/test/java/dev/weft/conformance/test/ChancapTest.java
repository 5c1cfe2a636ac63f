package dev.weft.conformance.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Channel;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code len} and {@code cap} return, and which capacities there are. */
@DisplayName("test/chancap.go")
class ChancapTest {
    @Test
    @DisplayName("chancap: buffered")
    void lenFollowsTheBufferAndCapDoesNotChange() {
        Channel<Integer> c = Channel.make(10);
        for (int len = 0; len <= 10; len++) {
            assertThat(c.len()).isEqualTo(len);
            assertThat(c.cap()).isEqualTo(10);
            c.trySend(len); // the last one does not fit
        }
        assertThat(c.len()).isEqualTo(10);
    }

    @Test
    @DisplayName("chancap: unbuffered")
    void anUnbufferedChannelHasNeither() {
        Channel<Integer> c = Channel.make();
        assertThat(c.len()).isZero();
        assertThat(c.cap()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, Integer.MIN_VALUE})
    @DisplayName("chancap: negative")
    void aNegativeCapacityIsRefused(int capacity) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Channel.make(capacity))
                .withMessage("makechan: size out of range");
    }

    @Test
    @DisplayName("chancap: too large")
    void aCapacityLargerThanAnyArrayIsRefused() {
        assertThatThrownBy(() -> Channel.make(Integer.MAX_VALUE)).isInstanceOf(OutOfMemoryError.class);
    }
}

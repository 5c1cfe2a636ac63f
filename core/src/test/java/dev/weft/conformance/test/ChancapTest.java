package dev.weft.conformance.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Channel;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code len} and {@code cap} say, and which capacities there are. */
@DisplayName("test/chancap.go")
class ChancapTest {
    @Test
    @DisplayName("chancap: buffered")
    void lenFollowsTheBufferAndCapDoesNotChange() throws InterruptedException {
        Channel<Integer> c = Channel.make(10);
        assertThat(c.len()).isZero();
        assertThat(c.cap()).isEqualTo(10);
        for (int i = 0; i < 3; i++) {
            c.send(i);
        }
        assertThat(c.len()).isEqualTo(3);
        assertThat(c.cap()).isEqualTo(10);
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

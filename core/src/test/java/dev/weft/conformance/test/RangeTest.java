package dev.weft.conformance.test;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Channel;
import dev.weft.ReceiveChannel;
import dev.weft.support.Goroutines;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A loop over a channel takes everything that another goroutine sends, in order, and ends when that goroutine closes
 * it.
 */
@DisplayName("test/range.go")
class RangeTest {
    @RegisterExtension
    final Goroutines g = new Goroutines();

    @Test
    @DisplayName("range: values")
    void aLoopReceivesAllInOrder() {
        List<Integer> received = new ArrayList<>();
        for (int square : squares(30)) {
            received.add(square);
        }
        assertThat(received)
                .containsExactlyElementsOf(
                        IntStream.range(0, 30).mapToObj(n -> n * n).toList());
    }

    @Test
    @DisplayName("range: count")
    void aLoopThatIgnoresTheValuesRunsAsOften() {
        for (int count : new int[] {0, 1, 30}) {
            int rounds = 0;
            for (var ignored : squares(count)) {
                rounds++;
            }
            assertThat(rounds).isEqualTo(count);
        }
    }

    @Test
    @DisplayName("range: stream")
    void soDoesAStream() {
        assertThat(squares(30).stream().count()).isEqualTo(30);
    }

    private ReceiveChannel<Integer> squares(int count) {
        Channel<Integer> out = Channel.make();
        g.go(() -> {
            try (out) {
                for (int n = 0; n < count; n++) {
                    out.send(n * n);
                }
            }
        });
        return out;
    }
}

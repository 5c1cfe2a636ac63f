package dev.weft.conformance.test;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Channel;
import dev.weft.ReceiveChannel;
import dev.weft.testing.Goroutines;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A loop over a channel takes what another goroutine sends, in order, all of it, and ends when that closes it. */
@DisplayName("test/range.go")
class RangeTest {
    @RegisterExtension
    final Goroutines g = new Goroutines();

    @Test
    @DisplayName("range: values")
    void aLoopReceivesAllInOrder() {
        StringBuilder s = new StringBuilder();
        for (char c : alphabet()) {
            s.append(c);
        }
        assertThat(s).hasToString("abcdefghijklmnopqrstuvwxyz");
    }

    @Test
    @DisplayName("range: count")
    void aLoopThatIgnoresTheValuesRunsAsOften() {
        int n = 0;
        for (var ignored : alphabet()) {
            n++;
        }
        assertThat(n).isEqualTo(26);
    }

    @Test
    @DisplayName("range: stream")
    void soDoesAStream() {
        assertThat(alphabet().stream().count()).isEqualTo(26);
    }

    private ReceiveChannel<Character> alphabet() {
        Channel<Character> letters = Channel.make();
        g.go(() -> {
            try (letters) {
                for (char c = 'a'; c <= 'z'; c++) {
                    letters.send(c);
                }
            }
        });
        return letters;
    }
}

package dev.weft.conformance.test.fixedbugs;

import static dev.weft.Select.receive;
import static dev.weft.Select.trySelect;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Channel;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** In a select with a default, {@code ok} turns false only when the case is chosen because of the close. */
@DisplayName("test/fixedbugs/issue8347.go")
class Issue8347Test {
    @Test
    @DisplayName("issue8347")
    void theEndIsSeenAfterTheCloseAndNotBefore() {
        Channel<Boolean> c = Channel.make(1);
        var r = receive(c);
        for (int i = 0; i < 10; i++) {
            assertThat(trySelect(r)).as("round %s", i).isEqualTo(-1);
            assertThat(r.chosen()).isFalse();
            assertThat(r.ok()).isFalse(); // of a case that was not chosen; it says nothing about the channel
        }
        c.close();
        for (int i = 10; i < 12; i++) {
            assertThat(trySelect(r)).as("round %s", i).isZero();
            assertThat(r.chosen()).isTrue();
            assertThat(r.ok()).isFalse();
        }
    }
}

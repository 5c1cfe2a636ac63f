package dev.weft.conformance.test.fixedbugs;

import static dev.weft.Select.receive;
import static dev.weft.Select.trySelect;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Channel;
import dev.weft.ReceiveCase;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** In a select with a default, {@code ok} becomes false only when the case is chosen because of the close. */
@DisplayName("test/fixedbugs/issue8347.go")
class Issue8347Test {
    @Test
    @DisplayName("issue8347")
    void theEndIsSeenAfterTheCloseAndNotBefore() {
        Channel<Integer> c = Channel.make(1);
        var r = receive(c);
        for (int i = 0; i < 10; i++) {
            assertNotChosen(c, r);
            assertThat(c.trySend(i)).isTrue();
            assertThat(trySelect(r)).isZero();
            assertThat(r.value()).isEqualTo(i);
            assertThat(r.ok()).isTrue();
        }
        assertNotChosen(c, r);
        c.close();
        for (int i = 0; i < 3; i++) {
            assertThat(trySelect(r)).isZero();
            assertThat(r.chosen()).isTrue();
            assertThat(r.ok()).isFalse();
        }
    }

    private static void assertNotChosen(Channel<Integer> c, ReceiveCase<Integer> r) {
        assertThat(c.drained()).isFalse();
        assertThat(trySelect(r)).isEqualTo(-1);
        assertThat(r.chosen()).isFalse();
        assertThat(r.ok()).isFalse(); // of a case that was not chosen, so it says nothing about the channel
    }
}

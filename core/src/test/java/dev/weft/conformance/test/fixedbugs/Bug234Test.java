package dev.weft.conformance.test.fixedbugs;

import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Channel;
import dev.weft.ReceiveCase;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Go's {@code ok}, here "not null": true for a value that was sent, false once the channel is closed. */
@DisplayName("test/fixedbugs/bug234.go")
class Bug234Test {
    @Test
    @DisplayName("bug234")
    void okTellsAValueFromTheEnd() throws InterruptedException {
        Channel<Integer> c = Channel.make(1);
        c.send(8);
        assertThat(c.receive()).isEqualTo(8);
        c.close();
        assertThat(c.receive()).isNull();
        assertThat(c.receiveOr(0)).isZero();
    }

    @Test
    @DisplayName("bug234: select")
    void okIsExplicitInASelect() throws InterruptedException {
        Channel<Integer> c = Channel.make(1);
        ReceiveCase<Integer> r = receive(c);
        c.send(8);
        select(r);
        assertThat(r.value()).isEqualTo(8);
        assertThat(r.ok()).isTrue();
        c.close();
        select(r);
        assertThat(r.value()).isNull();
        assertThat(r.ok()).isFalse();
    }
}

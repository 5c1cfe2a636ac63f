package dev.weft.conformance.test.fixedbugs;

import static dev.weft.Select.receive;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Channel;
import dev.weft.ReceiveCase;
import dev.weft.Select;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every form of receive delivers the value and {@code ok}: for a value that was sent, and for a closed channel. */
@DisplayName("test/fixedbugs/issue16870.go")
class Issue16870Test {
    private final Channel<Integer> c = Channel.make(1);

    enum Form {
        SELECT, TIMED, WITH_DEFAULT, BEFORE_AN_IDLE_CHANNEL, BEHIND_AN_IDLE_CHANNEL;

        /** Receives in a select of this form, in which nothing else is ready. */
        ReceiveCase<Integer> receiveFrom(Channel<Integer> c) throws InterruptedException {
            Channel<Integer> idle = Channel.make();
            ReceiveCase<Integer> r = receive(c);
            int expected = this == BEHIND_AN_IDLE_CHANNEL ? 1 : 0;
            assertThat(switch (this) {
                case SELECT -> Select.select(r);
                case TIMED -> Select.select(Duration.ofDays(1), r);
                case WITH_DEFAULT -> Select.trySelect(r);
                case BEFORE_AN_IDLE_CHANNEL -> Select.select(r, receive(idle));
                case BEHIND_AN_IDLE_CHANNEL -> Select.select(receive(idle), r);
            })
                    .isEqualTo(expected);
            assertThat(r.chosen()).isTrue();
            return r;
        }
    }

    @Test
    @DisplayName("issue16870: plain")
    void aPlainReceiveDeliversAValueOrTheEnd() throws InterruptedException {
        c.send(1);
        assertThat(c.receive()).isEqualTo(1);
        c.send(2);
        assertThat(c.receiveOr(-1)).isEqualTo(2);
        c.send(3);
        assertThat(c.tryReceive()).isEqualTo(3);
        c.close();
        assertThat(c.receive()).isNull();
        assertThat(c.receiveOr(-1)).isEqualTo(-1);
        assertThat(c.tryReceive()).isNull();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("issue16870: select")
    void aCaseDeliversAValueOrTheEnd(Form form) throws InterruptedException {
        c.send(1);
        ReceiveCase<Integer> value = form.receiveFrom(c);
        assertThat(value.value()).isEqualTo(1);
        assertThat(value.ok()).isTrue();
        c.close();
        ReceiveCase<Integer> end = form.receiveFrom(c);
        assertThat(end.value()).isNull();
        assertThat(end.ok()).isFalse();
    }
}

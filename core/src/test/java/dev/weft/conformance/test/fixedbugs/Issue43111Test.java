package dev.weft.conformance.test.fixedbugs;

import static dev.weft.Select.receive;
import static dev.weft.Select.send;
import static dev.weft.Select.trySelect;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Channel;
import dev.weft.SelectCase;
import dev.weft.SendChannel;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every operand of a select is evaluated once, in order: a later one may change the variables of an earlier one, and
 * the state of its channel. The case keeps what its own variables were, and sees what the channel is.
 */
@DisplayName("test/fixedbugs/issue43111.go")
class Issue43111Test {
    private static final SendChannel<Integer> NIL = null;

    private Channel<Integer> ch;
    private int x;
    private int calls;

    enum Form {
        SELECT, TIMED, TRY;

        int select(SelectCase... cases) throws InterruptedException {
            return switch (this) {
                case SELECT -> dev.weft.Select.select(cases);
                case TIMED -> dev.weft.Select.select(Duration.ofDays(1), cases);
                case TRY -> trySelect(cases);
            };
        }
    }

    @BeforeEach
    void make() {
        ch = Channel.make();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("issue43111: receive")
    void aChannelThatALaterOperandClosesIsReady(Form form) throws InterruptedException {
        assertThat(form.select(receive(ch), send(NIL, closeCh()))).isZero();
        assertThat(calls).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("issue43111: receive, with value and ok")
    void andGivesTheZeroValue(Form form) throws InterruptedException {
        var r = receive(ch);
        assertThat(form.select(r, send(NIL, closeCh()))).isZero();
        assertThat(r.value()).isNull();
        assertThat(r.ok()).isFalse();
        assertThat(calls).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("issue43111: send")
    void aSendKeepsTheChannelAndTheValueThatItWasMadeWith(Form form) throws InterruptedException {
        Channel<Integer> ch1 = Channel.make(1);
        ch = ch1;
        x = 42;
        assertThat(form.select(send(ch, x), send(NIL, forgetAll()))).isZero();
        assertThat(ch1.receive()).isEqualTo(42);
        assertThat(calls).isEqualTo(1);
    }

    private int closeCh() {
        calls++;
        ch.close();
        ch = null;
        return 0;
    }

    private int forgetAll() {
        calls++;
        ch = null;
        x = 0;
        return 0;
    }
}

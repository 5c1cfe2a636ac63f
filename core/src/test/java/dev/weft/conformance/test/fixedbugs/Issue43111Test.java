package dev.weft.conformance.test.fixedbugs;

import static dev.weft.Select.receive;
import static dev.weft.Select.send;
import static dev.weft.Select.trySelect;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Channel;
import dev.weft.SelectCase;
import dev.weft.SendChannel;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every operand of a select is evaluated once, in order: a later one may change the variables of an earlier one, and
 * the state of its channel. The case keeps the old values of its variables, but sees the current state of the channel.
 */
@DisplayName("test/fixedbugs/issue43111.go")
class Issue43111Test {
    private static final SendChannel<Integer> NIL = null;

    /** The variables that the operands of the cases read, and that a later operand changes. */
    private Channel<Integer> current;

    private int number = 6;
    private int changes;

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

    @ParameterizedTest
    @EnumSource
    @DisplayName("issue43111: receive")
    void aChannelThatALaterOperandClosesIsReady(Form form) throws InterruptedException {
        current = Channel.make();
        var end = receive(current);
        assertThat(form.select(end, send(NIL, changed(current::close)))).isZero();
        assertThat(end.value()).isNull();
        assertThat(end.ok()).isFalse();
        assertThat(changes).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("issue43111: receive, the case written in the select")
    void soItIsIfTheCaseIsMadeThere(Form form) throws InterruptedException {
        current = Channel.make();
        assertThat(form.select(receive(current), send(NIL, changed(current::close)))).isZero();
        assertThat(changes).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("issue43111: send")
    void aSendKeepsTheChannelAndTheValueThatItWasMadeWith(Form form) throws InterruptedException {
        Channel<Integer> buffer = Channel.make(1);
        current = buffer;
        assertThat(form.select(send(current, number), send(NIL, changed(() -> {})))).isZero();
        assertThat(buffer.receive()).isEqualTo(6);
        assertThat(changes).isEqualTo(1);
    }

    /** An operand of the last case, which changes everything. */
    private int changed(Runnable also) {
        also.run();
        current = null;
        number = -1;
        return ++changes;
    }
}

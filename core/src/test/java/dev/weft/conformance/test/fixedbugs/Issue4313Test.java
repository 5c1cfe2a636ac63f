package dev.weft.conformance.test.fixedbugs;

import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static dev.weft.Select.send;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Channel;
import dev.weft.ReceiveChannel;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A case sends the value that its operand had when the case was reached, before the operands of later ones. */
@DisplayName("test/fixedbugs/issue4313.go")
class Issue4313Test {
    private int x;

    @Test
    @DisplayName("issue4313")
    void aValueIsTakenBeforeLaterOperandsAreEvaluated() throws InterruptedException {
        Channel<Integer> c = Channel.make(1);
        assertThat(select(send(c, x), receive(changeX()))).isZero();
        assertThat(x).isEqualTo(42);
        assertThat(c.receive()).isZero();
    }

    private ReceiveChannel<Boolean> changeX() {
        x = 42;
        return Channel.make();
    }
}

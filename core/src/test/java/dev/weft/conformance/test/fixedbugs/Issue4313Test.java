package dev.weft.conformance.test.fixedbugs;

import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static dev.weft.Select.send;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Channel;
import dev.weft.ReceiveChannel;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A case sends the value that its operand had when the case was evaluated, before the operands of later ones. */
@DisplayName("test/fixedbugs/issue4313.go")
class Issue4313Test {
    private int counter;

    @Test
    @DisplayName("issue4313")
    void aValueIsTakenBeforeLaterOperandsAreEvaluated() throws InterruptedException {
        Channel<Integer> out = Channel.make(1);
        assertThat(select(send(out, counter), receive(idleAndCounted()))).isZero();
        assertThat(counter).isEqualTo(1);
        assertThat(out.receive()).as("the counter, when the first case was reached").isZero();
    }

    private ReceiveChannel<Boolean> idleAndCounted() {
        counter++;
        return Channel.make();
    }
}

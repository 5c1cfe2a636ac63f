package dev.weft.conformance.test.chan;

import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Channel;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The target of a received value is evaluated only for the chosen case. */
@DisplayName("test/chan/select4.go")
class Select4Test {
    private int[] box() {
        throw new AssertionError("the case was not chosen");
    }

    @Test
    @DisplayName("select4")
    void onlyTheChosenCaseAssigns() throws InterruptedException {
        int[] x = new int[1];
        Channel<Integer> ready = Channel.make(1);
        Channel<Integer> idle = Channel.make();
        ready.send(5);
        var fromIdle = receive(idle);
        var fromReady = receive(ready);
        switch (select(fromIdle, fromReady)) {
            case 0 -> box()[0] = fromIdle.value();
            default -> x[0] = fromReady.value();
        }
        assertThat(x).containsExactly(5);
        assertThat(fromIdle.chosen()).isFalse();
        assertThat(fromReady.chosen()).isTrue();
    }
}

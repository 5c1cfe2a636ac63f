package dev.weft.conformance.test.fixedbugs;

import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static dev.weft.Select.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.weft.Channel;
import dev.weft.ReceiveChannel;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** If an operand of a select fails, the later ones are not evaluated, and no case proceeds. */
@DisplayName("test/fixedbugs/issue8336.go")
class Issue8336Test {
    private boolean evaluated;

    @Test
    @DisplayName("issue8336")
    void anOperandThatFailsStopsThoseBehindIt() {
        Holder nobody = null;
        assertThatNullPointerException().isThrownBy(() -> select(receive(nobody.channel()), receive(ready())));
        assertThat(evaluated).isFalse();
    }

    /** The only operand that the library itself rejects; the select has begun by then, and must not do anything. */
    @Test
    @DisplayName("issue8336: null element")
    void anOperandThatIsRefusedStopsTheWholeSelect() {
        Channel<Integer> ready = ready();
        assertThatNullPointerException().isThrownBy(() -> select(receive(ready), send(Channel.make(1), null)));
        assertThatNullPointerException().isThrownBy(() -> select(send(Channel.make(1), null), receive(ready)));
        assertThat(ready.len()).isEqualTo(1);
    }

    private Channel<Integer> ready() {
        evaluated = true;
        Channel<Integer> c = Channel.make(1);
        assertThat(c.trySend(1)).isTrue();
        return c;
    }

    private record Holder(ReceiveChannel<Integer> channel) {}
}

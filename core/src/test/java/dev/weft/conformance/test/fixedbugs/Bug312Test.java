package dev.weft.conformance.test.fixedbugs;

import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Channel;
import dev.weft.ReceiveCase;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A case may receive into a variable whose type is wider than that of the elements. */
@DisplayName("test/fixedbugs/bug312.go")
class Bug312Test {
    @Test
    @DisplayName("bug312")
    void aCaseReceivesIntoAWiderType() throws InterruptedException {
        Channel<Integer> c = Channel.make(1);
        c.send(1);
        ReceiveCase<Object> r = receive(c);
        select(r);
        Object i = r.value();
        assertThat(i).isEqualTo(1);
    }
}

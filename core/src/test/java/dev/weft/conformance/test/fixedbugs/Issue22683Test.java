package dev.weft.conformance.test.fixedbugs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Channel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What lies in the buffer of a closed channel comes out of the loop whole, with all that it refers to. */
@DisplayName("test/fixedbugs/issue22683.go")
class Issue22683Test {
    private record Foo(Object[] bar) {}

    @Test
    @DisplayName("issue22683")
    void aLoopOverAClosedChannelYieldsWhatWasInTheBuffer() throws InterruptedException {
        Object a = new Object();
        Channel<Foo> ch = Channel.make(2);
        ch.send(new Foo(new Object[] {a}));
        ch.close();
        List<Foo> received = new ArrayList<>();
        for (Foo v : ch) {
            received.add(v);
        }
        assertThat(received).hasSize(1);
        assertThat(received.get(0).bar()[0]).isSameAs(a);
    }
}

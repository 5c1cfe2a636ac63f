package dev.weft.conformance.test.chan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Channel;
import dev.weft.support.Goroutines;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A chain of 10,000 goroutines, all of them blocked, through which one value travels from end to end. */
@DisplayName("test/chan/goroutines.go")
class GoroutinesTest {
    private static final int LINKS = 10_000;

    @RegisterExtension
    final Goroutines g = new Goroutines();

    @Test
    @DisplayName("goroutines")
    void aValueWandersThroughTheWholeChain() throws InterruptedException {
        Channel<Integer> exit = Channel.make();
        Channel<Integer> entrance = exit;
        for (int i = 0; i < LINKS; i++) {
            Channel<Integer> to = entrance;
            Channel<Integer> from = Channel.make();
            g.go(() -> to.send(from.receive()));
            entrance = from;
        }
        Channel<Integer> last = entrance;
        g.go(() -> last.send(1));
        assertThat(exit.receive()).isEqualTo(1);
    }
}

package dev.weft.conformance.test.fixedbugs;

import static dev.weft.Go.go;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Channel;
import dev.weft.SendChannel;
import dev.weft.support.Goroutines;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A goroutine that runs a method of an interface, with the channel as its argument. */
@DisplayName("test/fixedbugs/bug130.go")
class Bug130Test {
    @RegisterExtension
    final Goroutines g = new Goroutines();

    @Test
    @DisplayName("bug130")
    void aMethodOfAnInterfaceRunsAsAGoroutine() throws InterruptedException {
        Giver giver = new Number(0);
        Channel<Integer> c = Channel.make();
        Thread t = go(giver::give, c);
        assertThat(c.receive()).isZero();
        g.join(t);
    }

    private interface Giver {
        void give(SendChannel<Integer> to) throws InterruptedException;
    }

    private record Number(int value) implements Giver {
        @Override
        public void give(SendChannel<Integer> to) throws InterruptedException {
            to.send(value);
        }
    }
}

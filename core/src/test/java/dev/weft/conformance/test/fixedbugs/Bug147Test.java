package dev.weft.conformance.test.fixedbugs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Channel;
import dev.weft.testing.Goroutines;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An unbuffered send returns when its value has been received, and then sees all that the receiver did before. */
@DisplayName("test/fixedbugs/bug147.go")
class Bug147Test {
    private int count; // plain: the channel makes it visible

    @RegisterExtension
    final Goroutines g = new Goroutines();

    @ParameterizedTest(name = "virtual threads {0}")
    @ValueSource(booleans = {true, false})
    @DisplayName("bug147")
    void anUnbufferedSendWaitsForItsReceiver(boolean virtual) throws InterruptedException {
        Channel<Byte> c = Channel.make();
        Thread sender = Thread.currentThread();
        g.start(virtual, () -> {
            c.receive();
            count++;
            Goroutines.awaitParked(sender, "chan send"); // with its second value
            count++;
            c.receive();
        });
        c.send((byte) 1);
        c.send((byte) 2);
        assertThat(count).isEqualTo(2);
    }
}

package dev.weft.conformance.test.fixedbugs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Channel;
import dev.weft.support.Goroutines;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An unbuffered send returns when its value has been received, and then sees everything that the receiver did before.
 */
@DisplayName("test/fixedbugs/bug147.go")
class Bug147Test {
    /** Synchronized only by the channel. */
    private final List<String> log = new ArrayList<>();

    @RegisterExtension
    final Goroutines g = new Goroutines();

    @ParameterizedTest(name = "virtual threads {0}")
    @ValueSource(booleans = {true, false})
    @DisplayName("bug147")
    void anUnbufferedSendWaitsForItsReceiver(boolean virtual) throws InterruptedException {
        Channel<String> c = Channel.make();
        Thread sender = Thread.currentThread();
        g.start(virtual, () -> {
            log.add(c.receive());
            Goroutines.awaitParked(sender, "chan send"); // with its second value
            log.add("before the second");
            c.receive();
        });
        c.send("first");
        c.send("second");
        assertThat(log).containsExactly("first", "before the second");
    }
}

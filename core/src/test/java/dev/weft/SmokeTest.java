package dev.weft;

import static dev.weft.testing.Goroutines.awaitParked;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.testing.Goroutines;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SmokeTest {
    @RegisterExtension
    final Goroutines g = new Goroutines();

    @Test
    void ping() throws InterruptedException {
        Channel<String> messages = Channel.make();
        Thread sender = g.go(() -> messages.send("ping"));
        awaitParked(sender, "chan send");
        assertThat(messages.receive()).isEqualTo("ping");
    }
}

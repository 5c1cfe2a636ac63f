package dev.weft.conformance.test.chan;

import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static dev.weft.support.Goroutines.awaitParked;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Channel;
import dev.weft.support.Goroutines;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A losing case is removed from its channel's queue: what is sent there goes to those that still wait. The loser is
 * deliberately last in the queue, or first.
 */
@DisplayName("test/chan/select6.go")
class Select6Test {
    private final Channel<Boolean> shared = Channel.make();
    private final Channel<Boolean> own = Channel.make();
    private final Channel<Boolean> chosen = Channel.make();

    @RegisterExtension
    final Goroutines g = new Goroutines();

    @Test
    @DisplayName("select6: loser behind a receiver")
    void aLoserThatStoodLastIsOutOfTheQueue() throws InterruptedException {
        Thread receiver = startReceiver();
        Thread selector = startSelector();
        finish(receiver, selector);
    }

    @Test
    @DisplayName("select6: loser before a receiver")
    void aLoserThatStoodFirstIsOutOfTheQueue() throws InterruptedException {
        Thread selector = startSelector();
        Thread receiver = startReceiver();
        finish(receiver, selector);
    }

    private Thread startReceiver() {
        Thread receiver = g.go(() -> assertThat(shared.receive()).isTrue());
        awaitParked(receiver, "chan receive");
        return receiver;
    }

    /** Waits for shared and own, gets own, and goes back to shared. */
    private Thread startSelector() {
        Thread selector = g.go(() -> {
            assertThat(select(receive(shared), receive(own))).isEqualTo(1);
            chosen.send(true);
            assertThat(shared.receive()).isTrue();
        });
        awaitParked(selector, "select");
        return selector;
    }

    private void finish(Thread receiver, Thread selector) throws InterruptedException {
        g.go(() -> own.send(true));
        assertThat(chosen.receive()).isTrue();
        shared.send(true);
        shared.send(true);
        g.join(receiver);
        g.join(selector);
    }
}

package dev.weft;

import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static dev.weft.Select.send;
import static dev.weft.support.Goroutines.awaitParked;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.support.Goroutines;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A waiting select that both sends and receives on one channel is in the channel's queue as a sender and as a receiver,
 * in random order; so each test is repeated.
 */
class SelectBothSidesTest {
    @RegisterExtension
    final Goroutines g = new Goroutines();

    private final Channel<Integer> c = Channel.make();

    private Thread both() {
        Thread both = g.go(() -> select(receive(c), send(c, 1)));
        awaitParked(both, "select");
        return both;
    }

    @RepeatedTest(20)
    void itIsFoundAsASenderBesideWhatIsAlwaysReady() throws InterruptedException {
        assertIsChosen(receive(c));
    }

    @RepeatedTest(20)
    void itIsFoundAsAReceiverBesideWhatIsAlwaysReady() throws InterruptedException {
        assertIsChosen(send(c, 2));
    }

    /**
     * The case that would meet it is chosen eventually. Something else is always ready, so that no select looks twice.
     */
    private void assertIsChosen(SelectCase meeting) throws InterruptedException {
        Thread both = both();
        Channel<Integer> busy = Channel.make(1);
        int rounds = 0;
        do {
            busy.trySend(0);
            assertThat(rounds++).isLessThan(1_000); // each time with a probability of one half
        } while (select(meeting, receive(busy)) != 0);
        g.join(both);
    }

    @RepeatedTest(20)
    void whenTheChannelIsClosedItReceives() {
        ReceiveCase<Integer> in = receive(c);
        Thread both = g.go(() -> assertThat(select(send(c, 1), in, send(c, 2))).isEqualTo(1));
        awaitParked(both, "select");
        c.close();
        g.join(both);
        assertThat(in.ok()).isFalse();
    }
}

package dev.weft.conformance.test.ken;

import static dev.weft.Go.gosched;
import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static dev.weft.support.Goroutines.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Channel;
import dev.weft.support.Goroutines;
import dev.weft.support.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One sender and ten receivers on a channel with a small buffer: every value is received exactly once. */
@DisplayName("test/ken/chan1.go")
class Chan1Test {
    private static final int MESSAGES = 1000;

    @RegisterExtension
    final Goroutines g = new Goroutines();

    @Test
    @DisplayName("chan1")
    void tenReceiversShareWhatOneSends() throws InterruptedException {
        Channel<Integer> c = Channel.make(2);
        State[] states = new State[MESSAGES]; // plain: the channel orders the accesses to each element
        Arrays.fill(states, State.NEW);
        AtomicInteger received = new AtomicInteger();
        List<Outcome<Void>> receivers = new ArrayList<>();
        while (receivers.size() < 10) {
            receivers.add(Outcome.start(g, true, () -> {
                for (var r = receive(c); select(r) == 0 && r.ok(); received.incrementAndGet()) {
                    assertThat(states[r.value()]).isEqualTo(State.SENT);
                    states[r.value()] = State.RECEIVED;
                }
                return null;
            }));
            gosched();
        }
        for (int n = 0; n < MESSAGES; n++) {
            assertThat(states[n]).isEqualTo(State.NEW);
            states[n] = State.SENT;
            c.send(n);
        }
        awaitUntil(() -> received.get() == MESSAGES);
        receivers.forEach(receiver -> receiver.awaitParked("select")); // where Go leaves them
        c.close();
        receivers.forEach(Outcome::value);
        assertThat(states).containsOnly(State.RECEIVED);
    }

    /** What has happened to a message. */
    private enum State {
        NEW, SENT, RECEIVED
    }
}

package dev.weft.conformance.test.chan;

import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static dev.weft.Select.send;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Call;
import dev.weft.Channel;
import dev.weft.Task;
import dev.weft.support.Goroutines;
import dev.weft.support.Outcome;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Every form of send finds a waiting receiver: plain receive, select of one case, select of two, each met by plain
 * send, select of one case, select of two.
 */
@DisplayName("test/chan/select7.go")
class Select7Test {
    private final Channel<Integer> c = Channel.make();

    @RegisterExtension
    final Goroutines g = new Goroutines();

    @Test
    @DisplayName("select7: receive")
    void plainReceiveMeetsEverySend() throws InterruptedException {
        meetsEverySend("chan receive", c::receive);
    }

    @Test
    @DisplayName("select7: select of one case")
    void selectOfOneCaseMeetsEverySend() throws InterruptedException {
        meetsEverySend("select", () -> {
            var r = receive(c);
            assertThat(select(r)).isZero();
            return r.value();
        });
    }

    @Test
    @DisplayName("select7: select of two cases")
    void selectOfTwoCasesMeetsEverySend() throws InterruptedException {
        meetsEverySend("select", () -> {
            var r = receive(c);
            assertThat(select(r, receive(Channel.make()))).isZero();
            return r.value();
        });
    }

    private void meetsEverySend(String why, Call<Integer, ?> receiver) throws InterruptedException {
        meets(why, receiver, () -> c.send(1));
        meets(why, receiver, () -> assertThat(select(send(c, 1))).isZero());
        meets(why, receiver, () -> assertThat(select(send(c, 1), send(Channel.make(), 2))).isZero());
    }

    private void meets(String why, Call<Integer, ?> receiver, Task<InterruptedException> sender)
            throws InterruptedException {
        Outcome<Integer> outcome = Outcome.start(g, true, receiver).awaitParked(why);
        sender.run();
        assertThat(outcome.value()).isEqualTo(1);
    }
}

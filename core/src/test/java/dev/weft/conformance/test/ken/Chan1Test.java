package dev.weft.conformance.test.ken;

import static dev.weft.Go.gosched;
import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Channel;
import dev.weft.testing.Goroutines;
import dev.weft.testing.Outcome;
import java.util.ArrayList;
import java.util.List;
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
        int[] marks = new int[MESSAGES]; // plain: the channel orders the accesses to each element
        List<Outcome<Void>> receivers = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            receivers.add(Outcome.start(g, true, () -> {
                var r = receive(c);
                for (;;) {
                    select(r);
                    assertThat(marks[r.value()]++).isEqualTo(1);
                }
            }));
            gosched();
        }
        gosched();
        gosched();
        for (int n = 0; n < MESSAGES; n++) {
            assertThat(marks[n]++).isZero();
            c.send(n);
        }
        for (Outcome<Void> receiver : receivers) { // Go leaves them waiting
            receiver.awaitParked("select").thread().interrupt();
            receiver.assertFailure().isInstanceOf(InterruptedException.class);
        }
        assertThat(marks).containsOnly(2);
    }
}

package dev.weft.conformance.runtime;

import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static dev.weft.Select.send;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Channel;
import dev.weft.ReceiveChannel;
import dev.weft.Unit;
import dev.weft.testing.Goroutines;
import dev.weft.time.Timers;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A timer has its turn in a select whose other cases are ready nearly always.
 *
 * <p>How many selects that may take once the timer is due does not depend on the clock: each one chooses it at least
 * with the probability of its share among the ready cases.
 */
@DisplayName("src/runtime/proc_test.go")
class ProcTest {
    /** Three cases: that all these overlook a timer that is due has a probability of less than 10^-80. */
    private static final int ENOUGH = 500;

    private static final Duration TIME = Duration.ofMillis(20);

    @RegisterExtension
    final Goroutines g = new Goroutines();

    @Test
    @DisplayName("TestTimerFairness")
    void aTimerIsChosenBesideTwoThatAlwaysSend() {
        Channel<Unit> done = Channel.make();
        Channel<Integer> c = Channel.make();
        for (int i = 0; i < 2; i++) {
            g.go(() -> {
                var out = send(c, 1);
                var end = receive(done);
                while (select(out, end) == 0) {}
            });
        }
        g.go(() -> {
            try {
                ReceiveChannel<Instant> timer = Timers.after(TIME);
                Instant due = Timers.now().plus(TIME);
                var value = receive(c);
                var fired = receive(timer);
                int overlooked = 0;
                for (;;) {
                    boolean isDue = Timers.now().isAfter(due);
                    if (select(value, fired) == 1) {
                        break;
                    }
                    if (isDue) {
                        assertThat(++overlooked).isLessThan(ENOUGH);
                    }
                }
                assertThat(fired.value()).isBeforeOrEqualTo(due);
            } finally {
                done.close();
            }
        });
        g.joinAll();
    }

    @Test
    @DisplayName("TestTimerFairness2")
    void aTimerIsChosenBesideSendAndReceive() throws InterruptedException {
        Channel<Unit> done = Channel.make();
        Channel<Integer> c = Channel.make();
        for (int i = 0; i < 2; i++) {
            g.go(() -> {
                ReceiveChannel<Instant> timer = Timers.after(TIME);
                Instant due = Timers.now().plus(TIME);
                var out = send(c, 1);
                var in = receive(c);
                var fired = receive(timer);
                int overlooked = 0;
                boolean fair = true;
                for (;;) {
                    boolean isDue = Timers.now().isAfter(due);
                    if (select(out, in, fired) == 2) {
                        break;
                    }
                    if (isDue && ++overlooked == ENOUGH) {
                        fair = false; // and goes on, or the other would wait for it
                    }
                }
                done.send(Unit.UNIT);
                assertThat(fair).isTrue();
            });
        }
        done.receive();
        done.receive();
        g.joinAll();
    }
}

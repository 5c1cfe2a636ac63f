package dev.weft.conformance.runtime;

import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static dev.weft.Select.send;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Channel;
import dev.weft.SelectCase;
import dev.weft.Unit;
import dev.weft.support.Goroutines;
import dev.weft.support.Outcome;
import dev.weft.time.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A timer gets its turn in a select whose other cases are nearly always ready.
 *
 * <p>How many selects it may take once the timer is due does not depend on the clock: each one chooses the timer with
 * at least the probability of its share among the ready cases.
 */
@DisplayName("src/runtime/proc_test.go")
class ProcTest {
    /** With three cases, the probability that all of these overlook a timer that is due is less than 10^-80. */
    private static final int ENOUGH = 500;

    private static final Duration TIME = Duration.ofMillis(20);

    @RegisterExtension
    final Goroutines g = new Goroutines();

    /** How often a select with a timer chose another case although the timer was due before the select began. */
    private static int overlooked(SelectCase... others) throws InterruptedException {
        var fired = receive(Timers.after(TIME));
        Instant due = Timers.now().plus(TIME);
        SelectCase[] cases = Arrays.copyOf(others, others.length + 1);
        cases[others.length] = fired;
        int times = 0;
        boolean isDue = false;
        while (select(cases) != others.length) {
            times += isDue ? 1 : 0;
            if (times > ENOUGH) {
                return times;
            }
            isDue = Timers.now().isAfter(due); // before the next select
        }
        assertThat(fired.value()).isBeforeOrEqualTo(due);
        return times;
    }

    @Test
    @DisplayName("TestTimerFairness")
    void aTimerIsChosenBesideTwoThatAlwaysSend() {
        Channel<Integer> numbers = Channel.make();
        Channel<Unit> over = Channel.make();
        List<Outcome<Integer>> senders = new ArrayList<>();
        while (senders.size() < 2) {
            senders.add(Outcome.start(g, true, () -> {
                int sent = 0;
                while (select(receive(over), send(numbers, sent)) == 1) {
                    sent++;
                }
                return sent;
            }));
        }
        Outcome<Integer> receiver = Outcome.start(g, true, () -> overlooked(receive(numbers)));
        receiver.join();
        over.close();
        assertThat(receiver.value()).isLessThan(ENOUGH);
        assertThat(senders).as("ended").allSatisfy(Outcome::value);
    }

    @Test
    @DisplayName("TestTimerFairness2")
    void aTimerIsChosenBesideSendAndReceive() {
        Channel<Integer> numbers = Channel.make();
        List<Outcome<Integer>> both = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            int me = i;
            both.add(Outcome.start(g, true, () -> overlooked(receive(numbers), send(numbers, me))));
        }
        assertThat(both).allSatisfy(one -> assertThat(one.value()).isLessThan(ENOUGH));
    }
}

package dev.weft;

import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static dev.weft.Select.send;
import static dev.weft.Select.trySelect;
import static dev.weft.support.Goroutines.awaitParked;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.support.Goroutines;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A try-select of one case takes no lock when it finds nothing, and yet must not miss anything. */
class TrySelectAloneTest {
    private static final int ROUNDS = 100_000;

    @RegisterExtension
    final Goroutines g = new Goroutines();

    /** As in Dekker's algorithm: each thread announces itself, and then looks for the other. */
    @Test
    void ofTwoThatSendAndThenLookAtLeastOneFindsTheOther() {
        AtomicIntegerArray rounds = new AtomicIntegerArray(64); // puts the two counters on cache lines of their own
        Channel<Integer>[][] channels = channels();
        boolean[][] found = new boolean[2][ROUNDS];
        for (int i = 0; i < 2; i++) {
            int me = i;
            g.platform(() -> {
                for (int round = 0; round < ROUNDS; round++) {
                    ReceiveCase<Integer> other = receive(channels[1 - me][round]);
                    rounds.set(32 * me, round);
                    while (rounds.get(32 * (1 - me)) < round) {
                        Thread.yield();
                    }
                    channels[me][round].send(round);
                    found[me][round] = trySelect(other) == 0;
                }
                rounds.set(32 * me, ROUNDS);
            });
        }
        g.joinAll();
        for (int round = 0; round < ROUNDS; round++) {
            assertThat(found[0][round] || found[1][round]).as("round %d", round).isTrue();
        }
    }

    @Test
    void itForgetsWhatItReceivedBefore() throws InterruptedException {
        Channel<Integer> c = Channel.make(1);
        ReceiveCase<Integer> in = receive(c);
        c.send(1);
        assertThat(trySelect(in)).isZero();
        assertThat(in.value()).isEqualTo(1);
        assertThat(trySelect(in)).isEqualTo(-1);
        assertThat(in.value()).isNull();
        assertThat(in.ok()).isFalse();
        assertThat(in.chosen()).isFalse();
    }

    @Test
    void itForgetsThatItSent() {
        Channel<Integer> c = Channel.make(1);
        SendCase<Integer> out = send(c, 1);
        assertThat(trySelect(out)).isZero();
        assertThat(out.chosen()).isTrue();
        assertThat(trySelect(out)).isEqualTo(-1);
        assertThat(out.chosen()).isFalse();
    }

    @Test
    void aClosedChannelIsSomething() {
        for (int capacity : new int[] {0, 1}) {
            Channel<Integer> c = Channel.make(capacity);
            ReceiveCase<Integer> in = receive(c);
            assertThat(trySelect(in)).isEqualTo(-1);
            c.close();
            assertThat(trySelect(in)).isZero();
            assertThat(in.ok()).isFalse();
            assertThatThrownBy(() -> trySelect(send(c, 1))).isInstanceOf(ChannelClosedException.class);
        }
    }

    @Test
    void aWaitingPartnerIsSomething() {
        Channel<Integer> c = Channel.make();
        Thread sender = g.go(() -> c.send(7));
        awaitParked(sender, "chan send");
        assertThat(trySelect(send(c, 1))).as("a sender is nothing to a sender").isEqualTo(-1);
        ReceiveCase<Integer> in = receive(c);
        assertThat(trySelect(in)).isZero();
        assertThat(in.value()).isEqualTo(7);

        Thread receiver = g.go(() -> assertThat(c.receive()).isEqualTo(8));
        awaitParked(receiver, "chan receive");
        assertThat(trySelect(receive(c))).isEqualTo(-1);
        assertThat(trySelect(send(c, 8))).isZero();
    }

    @Test
    void badUseIsFoundAlsoWhereThereIsNothing() {
        Channel<Integer> c = Channel.make();
        assertThatThrownBy(() -> trySelect(send(c, null))).isInstanceOf(NullPointerException.class);
        ReceiveCase<Integer> shared = receive(c);
        Thread waiting = g.go(() -> select(shared));
        awaitParked(waiting, "select");
        assertThatThrownBy(() -> trySelect(shared)).isInstanceOf(IllegalStateException.class);
        c.close();
    }

    @Test
    void aTimerThatIsNotDueIsNothing() throws InterruptedException {
        var timer = dev.weft.time.Timers.newTimer(Duration.ofHours(1));
        ReceiveCase<?> due = receive(timer.channel());
        assertThat(trySelect(due)).isEqualTo(-1);
        timer.reset(Duration.ZERO);
        assertThat(trySelect(due)).isZero();
        assertThat(trySelect(due)).isEqualTo(-1);
        assertThat(trySelect(receive(null))).isEqualTo(-1);
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // there are no arrays of a generic type
    private static Channel<Integer>[][] channels() {
        Channel<Integer>[][] channels = new Channel[2][ROUNDS];
        for (Channel<Integer>[] row : channels) {
            for (int i = 0; i < ROUNDS; i++) {
                row[i] = Channel.make(1);
            }
        }
        return channels;
    }
}

package dev.weft;

import static dev.weft.Select.receive;
import static dev.weft.Select.send;
import static dev.weft.Select.trySelect;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.testing.Goroutines;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Readiness is judged at one instant over all channels: as long as at every moment at least one of them is
 * ready, the default never runs. The first three are tests of Go's runtime (chan_test.go), as loops.
 */
class SelectOneInstantTest {
    private static final int ROUNDS = 10_000;

    @RegisterExtension
    final Goroutines g = new Goroutines();

    /** Go's TestNonblockRecvRace: the buffer is full when the channel is closed; either way there is something. */
    @Test
    void nonblockRecvRace() throws InterruptedException {
        Channel<Channel<Integer>> work = Channel.make();
        Channel<Boolean> found = Channel.make();
        g.go(() -> {
            for (Channel<Integer> c : work) {
                found.send(trySelect(receive(c)) == 0);
            }
        });
        for (int i = 0; i < ROUNDS; i++) {
            Channel<Integer> c = Channel.make(1);
            c.send(1);
            work.send(c);
            c.close();
            assertThat(found.receive()).isTrue();
        }
        work.close();
    }

    /** Go's TestNonblockSelectRace: c1 is ready until c2 is, so one always is. */
    @Test
    void nonblockSelectRace() throws InterruptedException {
        race(1);
    }

    /** Go's TestNonblockSelectRace2: the same, but c2 becomes ready by being closed. */
    @Test
    void nonblockSelectRace2() throws InterruptedException {
        race(0);
    }

    private void race(int capacity2) throws InterruptedException {
        Channel<Channel<Integer>[]> work = Channel.make();
        Channel<Boolean> found = Channel.make();
        g.platform(() -> {
            for (Channel<Integer>[] c : work) {
                found.send(trySelect(receive(c[0]), receive(c[1])) >= 0);
            }
        });
        for (int i = 0; i < ROUNDS; i++) {
            Channel<Integer> c1 = Channel.make(1);
            Channel<Integer> c2 = Channel.make(capacity2);
            c1.send(1);
            // In either order of the channels, which need not be the order of the locks.
            work.send(i % 2 == 0 ? pair(c1, c2) : pair(c2, c1));
            if (capacity2 == 1) {
                c2.send(1);
            } else {
                c2.close();
            }
            c1.tryReceive(); // only now, unless the other has it
            assertThat(found.receive()).isTrue();
        }
        work.close();
    }

    /** The same for senders: c1 has room until c2 has. */
    @Test
    void nonblockSelectRaceOfSends() throws InterruptedException {
        Channel<Channel<Integer>[]> work = Channel.make();
        Channel<Boolean> found = Channel.make();
        g.go(() -> {
            for (Channel<Integer>[] c : work) {
                found.send(trySelect(send(c[0], 2), send(c[1], 2)) >= 0);
            }
        });
        for (int i = 0; i < ROUNDS; i++) {
            Channel<Integer> c1 = Channel.make(1);
            Channel<Integer> c2 = Channel.make(1);
            c2.send(1);
            work.send(i % 2 == 0 ? pair(c1, c2) : pair(c2, c1));
            assertThat(c2.receive()).isEqualTo(1);
            c1.trySend(3);
            assertThat(found.receive()).isTrue();
        }
        work.close();
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Channel<Integer>[] pair(Channel<Integer> first, Channel<Integer> second) {
        return new Channel[] {first, second};
    }
}

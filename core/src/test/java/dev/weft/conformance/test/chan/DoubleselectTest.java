package dev.weft.conformance.test.chan;

import static dev.weft.Select.select;
import static dev.weft.Select.send;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Channel;
import dev.weft.ReceiveChannel;
import dev.weft.SendChannel;
import dev.weft.Unit;
import dev.weft.support.Goroutines;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A select whose four sends all have a waiting receiver performs one of them, never two: each number goes out on one of
 * four channels, and everything that comes out of the four is merged again.
 */
@DisplayName("test/chan/doubleselect.go")
class DoubleselectTest {
    private static final int ROUNDS = 100_000;

    @RegisterExtension
    final Goroutines g = new Goroutines();

    @Test
    @DisplayName("doubleselect")
    void everyNumberIsSentExactlyOnce() {
        List<Channel<Integer>> ways =
                Stream.generate(() -> Channel.<Integer>make()).limit(4).toList();
        Channel<Integer> all = Channel.make();
        Channel<Unit> done = Channel.make();
        g.go(() -> spread(ways.get(0), ways.get(1), ways.get(2), ways.get(3)));
        for (Channel<Integer> way : ways) {
            g.go(() -> forward(way, all, done));
        }
        g.go(() -> {
            for (int i = 0; i < ways.size(); i++) {
                done.receive();
            }
            all.close();
        });
        BitSet seen = new BitSet(ROUNDS);
        List<Integer> again = new ArrayList<>();
        g.go(() -> {
            for (int n : all) {
                if (seen.get(n)) {
                    again.add(n);
                }
                seen.set(n);
            }
        });
        g.joinAll();
        assertThat(again).isEmpty();
        assertThat(seen.cardinality()).isEqualTo(ROUNDS); // none was lost
        assertThat(seen.length()).isEqualTo(ROUNDS);
    }

    private static void spread(
            SendChannel<Integer> a, SendChannel<Integer> b, SendChannel<Integer> c, SendChannel<Integer> d)
            throws InterruptedException {
        try (a; b; c; d) {
            for (int i = 0; i < ROUNDS; i++) {
                select(send(a, i), send(b, i), send(c, i), send(d, i));
            }
        }
    }

    private static void forward(ReceiveChannel<Integer> in, SendChannel<Integer> out, SendChannel<Unit> done)
            throws InterruptedException {
        for (int n : in) {
            out.send(n);
        }
        done.send(Unit.UNIT);
    }
}

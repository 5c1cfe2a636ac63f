package dev.weft.conformance.test.chan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Channel;
import dev.weft.Unit;
import dev.weft.support.Goroutines;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is sent first is received first, with a buffer and without. */
@DisplayName("test/chan/fifo.go")
class FifoTest {
    private static final int N = 10;

    @RegisterExtension
    final Goroutines g = new Goroutines();

    @Test
    @DisplayName("fifo: buffered")
    void aBufferKeepsTheOrder() throws InterruptedException {
        Channel<Integer> ch = Channel.make(N);
        for (int i = 0; i < N; i++) {
            ch.send(i);
        }
        for (int i = 0; i < N; i++) {
            assertThat(ch.receive()).isEqualTo(i);
        }
    }

    /** The receivers take turns: each passes the turn on when it has its number. */
    @Test
    @DisplayName("fifo: unbuffered")
    void receiversInTurnGetTheNumbersInOrder() throws InterruptedException {
        Channel<Integer> ch = Channel.make();
        Channel<Unit> first = Channel.make();
        Channel<Unit> turn = first;
        for (int i = 0; i < N; i++) {
            int expected = i;
            Channel<Unit> mine = turn;
            Channel<Unit> next = Channel.make();
            g.go(() -> {
                mine.receive();
                assertThat(ch.receive()).isEqualTo(expected);
                next.send(Unit.UNIT);
            });
            turn = next;
        }
        first.send(Unit.UNIT);
        for (int i = 0; i < N; i++) {
            ch.send(i);
        }
        assertThat(turn.receive()).isEqualTo(Unit.UNIT);
    }
}

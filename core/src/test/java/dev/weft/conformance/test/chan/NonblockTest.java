package dev.weft.conformance.test.chan;

import static dev.weft.Select.receive;
import static dev.weft.Select.send;
import static dev.weft.Select.trySelect;
import static dev.weft.support.Goroutines.awaitParked;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Channel;
import dev.weft.support.Goroutines;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A select with a default takes the default on an empty channel, and does not take it once a partner waits on the other
 * side, or the buffer has room or an element. Where Go tries again and again until its partner has come, this test
 * waits for the partner, and the first attempt must succeed.
 */
@DisplayName("test/chan/nonblock.go")
class NonblockTest {
    @RegisterExtension
    final Goroutines g = new Goroutines();

    @Test
    @DisplayName("nonblock: unbuffered")
    void withoutBuffer() {
        unbuffered(11, -12);
        unbuffered(1L << 40, -1L);
        unbuffered(true, false);
        unbuffered("there", "and back");
    }

    @Test
    @DisplayName("nonblock: buffer of one")
    void withBuffer() {
        buffered(11, -12);
        buffered(1L << 40, -1L);
        buffered(true, false);
        buffered("there", "and back");
    }

    private <T> void unbuffered(T out, T in) {
        Channel<T> c = Channel.make();
        assertThat(trySelect(receive(c))).isEqualTo(-1);
        assertThat(trySelect(send(c, out))).isEqualTo(-1);

        Thread receiver = g.go(() -> assertThat(c.receive()).isEqualTo(out));
        awaitParked(receiver, "chan receive");
        assertThat(trySelect(send(c, out))).isZero();
        g.join(receiver);

        Thread sender = g.go(() -> c.send(in));
        awaitParked(sender, "chan send");
        assertReceives(c, in);
        g.join(sender);
        assertThat(trySelect(receive(c))).isEqualTo(-1);
    }

    private <T> void buffered(T out, T in) {
        Channel<T> c = Channel.make(1);
        assertThat(trySelect(receive(c))).isEqualTo(-1);

        assertThat(trySelect(send(c, out))).isZero(); // there is no partner yet
        assertThat(trySelect(send(c, out))).isEqualTo(-1);
        g.join(g.go(() -> assertThat(c.receive()).isEqualTo(out)));

        Thread receiver = g.go(() -> assertThat(c.receive()).isEqualTo(out));
        awaitParked(receiver, "chan receive");
        assertThat(trySelect(send(c, out))).isZero();
        g.join(receiver);

        g.join(g.go(() -> c.send(in))); // does not wait
        assertReceives(c, in);
        assertThat(trySelect(receive(c))).isEqualTo(-1);
    }

    private static <T> void assertReceives(Channel<T> c, T expected) {
        var r = receive(c);
        assertThat(trySelect(r)).isZero();
        assertThat((Object) r.value()).isEqualTo(expected);
    }
}

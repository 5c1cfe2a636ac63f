package dev.weft.conformance.test.chan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Channel;
import dev.weft.Unit;
import dev.weft.support.Goroutines;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A channel may have elements without content, with a buffer and without. */
@DisplayName("test/chan/zerosize.go")
class ZerosizeTest {
    @RegisterExtension
    final Goroutines g = new Goroutines();

    @Test
    @DisplayName("zerosize: unbuffered")
    void unitsWithoutBuffer() throws InterruptedException {
        Channel<Unit> c = Channel.make();
        assertThat(c.cap()).isZero();
        g.go(() -> c.send(Unit.UNIT));
        assertThat(c.receive()).isEqualTo(Unit.UNIT);
    }

    @Test
    @DisplayName("zerosize: buffered")
    void unitsWithBuffer() throws InterruptedException {
        Channel<Unit> c = Channel.make(1);
        assertThat(c.cap()).isEqualTo(1);
        c.send(Unit.UNIT);
        assertThat(c.len()).isEqualTo(1); // takes a place, although it has no content
        assertThat(c.trySend(Unit.UNIT)).isFalse();
        assertThat(c.receive()).isEqualTo(Unit.UNIT);
    }
}

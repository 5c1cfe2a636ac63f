package dev.weft.conformance.test.fixedbugs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Channel;
import dev.weft.support.Goroutines;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The smallest program with two goroutines: one hands a value to the other. */
@DisplayName("test/fixedbugs/bug067.go")
class Bug067Test {
    /** Seen by a goroutine without being passed to it, like Go's global variable. */
    private Channel<Integer> c;

    @RegisterExtension
    final Goroutines g = new Goroutines();

    @Test
    @DisplayName("bug067")
    void aGoroutineHandsOverAValue() throws InterruptedException {
        c = Channel.make();
        g.go(() -> c.send(0));
        assertThat(c.receive()).isZero();
    }
}

package dev.weft.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Go;
import dev.weft.time.Timers;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** One instance for all tests, which is made outside of their bubbles. */
@VirtualTime
@TestInstance(Lifecycle.PER_CLASS)
class VirtualTimePerClassTest {
    private final Thread maker = Thread.currentThread();
    private Thread first;

    @Test
    void one() throws Exception {
        inItsOwnBubble();
    }

    @Test
    void two() throws Exception {
        inItsOwnBubble();
    }

    private void inItsOwnBubble() throws Exception {
        assertThat(Thread.currentThread()).isNotSameAs(maker).isNotSameAs(first);
        first = Thread.currentThread();
        assertThat(Timers.now()).isEqualTo("2000-01-01T00:00:00Z");
        Go.sleep(Duration.ofDays(1));
    }
}

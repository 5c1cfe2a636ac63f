package dev.weft.internal.wait;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Other threads of this JVM may take samples, too; there are few, and a running median does not mind. */
class LineTransferTest {
    private final long before = LineTransfer.nanos();

    @AfterEach
    void restore() {
        approach(before);
    }

    @Test
    void followsTheMachineWithinSomeSamples() {
        approach(150);
        assertThat(LineTransfer.nanos()).isBetween(130L, 170L);
        approach(25);
        assertThat(LineTransfer.nanos()).isBetween(20L, 35L);
    }

    @Test
    void isAMedianThatDoesNotMindALookAtWhichTheThreadWasPreempted() {
        approach(50);
        Random random = new Random(14);
        for (int i = 0; i < 10_000; i++) {
            LineTransfer.record(random.nextInt(5) == 0 ? 10_000_000 : 45 + random.nextInt(10));
            assertThat(LineTransfer.nanos()).isBetween(35L, 100L);
        }
    }

    @Test
    void staysWithinBoundsWhateverTheClockSays() {
        approach(Long.MAX_VALUE);
        assertThat(LineTransfer.nanos()).isEqualTo(1_000);
        approach(Long.MIN_VALUE);
        assertThat(LineTransfer.nanos()).isEqualTo(20);
    }

    private static void approach(long nanos) {
        for (int i = 0; i < 200; i++) {
            LineTransfer.record(nanos);
        }
    }
}

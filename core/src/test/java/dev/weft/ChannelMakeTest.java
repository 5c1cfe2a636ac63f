package dev.weft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.support.Goroutines;
import dev.weft.support.Outcome;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Making channels, and the guarantees that only unbuffered channels give. */
class ChannelMakeTest {
    @RegisterExtension
    final Goroutines g = new Goroutines();

    @ParameterizedTest
    @ValueSource(ints = {-1, -1000, Integer.MIN_VALUE})
    void aNegativeCapacityIsRefused(int capacity) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Channel.make(capacity))
                .withMessage("makechan: size out of range");
    }

    /** The buffer is allocated at once, and the virtual machine has no arrays of that length. */
    @Test
    void aBufferIsTooLarge() {
        assertThatThrownBy(() -> Channel.make(Integer.MAX_VALUE)).isInstanceOf(OutOfMemoryError.class);
    }

    @Test
    void aChannelIsMadeWithoutABuffer() {
        Channel<String> ch = Channel.make();
        assertThat(ch.cap()).isZero();
        assertThat(ch.trySend("nobody waits")).isFalse();
    }

    @ParameterizedTest(name = "virtual threads {0}")
    @ValueSource(booleans = {true, false})
    void anUnbufferedSendReturnsOnlyAfterAReceiverCame(boolean virtual) throws InterruptedException {
        Channel<Integer> ch = Channel.make();
        AtomicInteger receives = new AtomicInteger(); // the number that have begun
        Outcome<Void> sender = Outcome.start(g, virtual, () -> {
            for (int i = 1; i <= 1000; i++) {
                ch.send(i);
                assertThat(receives.get()).as("after send " + i).isGreaterThanOrEqualTo(i);
            }
            return null;
        });
        for (int i = 1; i <= 1000; i++) {
            if (i % 100 == 0) {
                sender.awaitParked("chan send");
            }
            receives.incrementAndGet();
            assertThat(ch.receive()).isEqualTo(i);
        }
        sender.value();
    }

    @Test
    void anUnbufferedSendIsNotDoneUntilItsValueIsTaken() throws InterruptedException {
        Channel<Integer> ch = Channel.make();
        Outcome<Void> sender = Outcome.start(g, true, () -> {
            ch.send(1);
            ch.send(2);
            return null;
        });
        sender.awaitParked("chan send");
        assertThat(ch.len()).isZero();
        assertThat(ch.receive()).isEqualTo(1);
        sender.awaitParked("chan send");
        assertThat(ch.receive()).isEqualTo(2);
        sender.value();
    }
}

package dev.weft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.support.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What closing a channel does to its elements, to its waiters, and to operations that come later. */
class ChannelCloseTest extends ChannelContract {
    private static final Duration LONG = Duration.ofDays(1);

    @Test
    void aClosedChannelDrainsThenGivesNullForEver() throws InterruptedException {
        Channel<Integer> ch = full();
        ch.close();
        for (int i = 0; i < capacity; i++) {
            assertThat(ch.receive()).isEqualTo(i);
        }
        for (int i = 0; i < 3; i++) {
            assertThat(ch.receive()).isNull();
            assertThat(ch.tryReceive()).isNull();
            assertThat(ch.tryReceive(LONG)).isNull();
            assertThat(ch.tryReceive(Duration.ZERO)).isNull();
            assertThat(ch.receiveOr(-5)).isEqualTo(-5);
        }
    }

    @Test
    void allFormsOfReceiveDrain() throws InterruptedException {
        Channel<Integer> ch = full();
        ch.close();
        for (int i = 0; i < capacity; i++) {
            Integer v = switch (i % 4) {
                case 0 -> ch.tryReceive();
                case 1 -> ch.tryReceive(LONG);
                case 2 -> ch.tryReceive(Duration.ZERO);
                default -> ch.receiveOr(-5);
            };
            assertThat(v).isEqualTo(i);
        }
        assertThat(ch.drained()).isTrue();
    }

    @Test
    void drainedMeansClosedAndEmptyAndStaysTrue() throws InterruptedException {
        Channel<Integer> ch = full();
        assertThat(ch.drained()).isFalse();
        ch.close();
        for (int i = 0; i < capacity; i++) {
            assertThat(ch.drained()).isFalse();
            assertThat(ch.len()).isEqualTo(capacity - i);
            ch.receive();
        }
        assertThat(ch.drained()).isTrue();
        assertSendOnClosed(() -> ch.trySend(1));
        assertThat(ch.receive()).isNull();
        assertThat(ch.drained()).isTrue();
        assertThat(ch.len()).isZero();
        assertThat(ch.cap()).isEqualTo(capacity);
    }

    @Test
    void closeWakesAllWaitingReceivers() {
        Channel<Integer> ch = empty();
        List<Outcome<Integer>> receivers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            receivers.add(waitingReceiver(ch));
            receivers.add(call(() -> ch.tryReceive(LONG)).awaitParked(RECEIVING));
        }
        Outcome<Integer> withZero = call(() -> ch.receiveOr(-5)).awaitParked(RECEIVING);
        ch.close();
        for (Outcome<Integer> receiver : receivers) {
            assertThat(receiver.value()).isNull();
        }
        assertThat(withZero.value()).isEqualTo(-5);
    }

    @Test
    void closeFailsAllWaitingSendersAndNeverDeliversTheirValues() throws InterruptedException {
        Channel<Integer> ch = full();
        List<Outcome<?>> senders = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            senders.add(waitingSender(ch, -1));
            senders.add(call(() -> ch.trySend(-2, LONG)).awaitParked(SENDING));
        }
        ch.close();
        for (Outcome<?> sender : senders) {
            sender.assertFailure().isInstanceOf(ChannelClosedException.class).hasMessage("send on closed channel");
            assertThat(sender.interruptFlag()).isFalse();
        }
        for (int i = 0; i < capacity; i++) {
            assertThat(ch.receive()).isEqualTo(i);
        }
        assertThat(ch.receive()).isNull();
    }

    @Test
    void sendOnAClosedChannelFailsInAllForms() throws InterruptedException {
        Channel<Integer> withRoom = empty();
        Channel<Integer> without = full();
        for (Channel<Integer> ch : List.of(withRoom, without)) {
            ch.close();
            assertSendOnClosed(() -> ch.send(1));
            assertSendOnClosed(() -> ch.trySend(1));
            assertSendOnClosed(() -> ch.trySend(1, LONG));
            assertSendOnClosed(() -> ch.trySend(1, Duration.ZERO));
            assertSendOnClosed(() -> ch.trySend(1, Duration.ofSeconds(-1)));
        }
        assertThat(withRoom.drained()).isTrue();
        assertThat(without.len()).isEqualTo(capacity);
    }

    @Test
    void closeOfAClosedChannelFailsAndChangesNothing() throws InterruptedException {
        Channel<Integer> ch = full();
        ch.close();
        for (int i = 0; i < capacity; i++) {
            assertCloseOfClosed(ch::close);
            assertThat(ch.receive()).isEqualTo(i);
        }
        assertCloseOfClosed(ch::close);
        assertThat(ch.receive()).isNull();
    }

    @Test
    void tryWithResourcesCloses() throws InterruptedException {
        Channel<Integer> ch = full();
        try (ch) {
            assertThat(ch.drained()).isFalse();
        }
        assertCloseOfClosed(ch::close);
    }

    @Test
    void ofManyThatCloseExactlyOneSucceeds() {
        for (int round = 0; round < 20; round++) {
            Channel<Integer> ch = full();
            List<Outcome<Void>> closers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                closers.add(run(ch::close));
            }
            int succeeded = 0;
            for (Outcome<Void> closer : closers) {
                if (closer.failure() == null) {
                    succeeded++;
                } else {
                    closer.assertFailure()
                            .isInstanceOf(ChannelClosedException.class)
                            .hasMessage("close of closed channel");
                }
            }
            assertThat(succeeded).isEqualTo(1);
        }
    }

    @Test
    void aValueThatRacesWithCloseIsDeliveredOrItsSendFails() throws InterruptedException {
        for (int round = 0; round < 100; round++) {
            Channel<Integer> ch = full();
            Outcome<Void> sender = run(() -> ch.send(capacity));
            Outcome<Void> closer = run(ch::close);
            List<Integer> received = new ArrayList<>();
            for (Integer v; (v = ch.receive()) != null;) {
                received.add(v);
            }
            closer.value();
            if (sender.failure() == null) {
                assertThat(received).hasSize(capacity + 1).endsWith(capacity);
            } else {
                sender.assertFailure().isInstanceOf(ChannelClosedException.class);
                assertThat(received).hasSize(capacity);
            }
        }
    }

    private static void assertSendOnClosed(ThrowingCallable send) {
        assertThatThrownBy(send)
                .isExactlyInstanceOf(ChannelClosedException.class)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("send on closed channel");
    }

    private static void assertCloseOfClosed(ThrowingCallable close) {
        assertThatThrownBy(close)
                .isExactlyInstanceOf(ChannelClosedException.class)
                .hasMessage("close of closed channel");
    }
}

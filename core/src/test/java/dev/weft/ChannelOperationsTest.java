package dev.weft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.weft.support.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Send and receive, and their try forms: when they wait, in which order, and which waiter gets what.
 */
class ChannelOperationsTest extends ChannelContract {
    @Test
    void capIsTheCapacity() {
        assertThat(empty().cap()).isEqualTo(capacity);
        assertThat(full().cap()).isEqualTo(capacity);
    }

    @Test
    void lenCountsWhatIsInTheBuffer() throws InterruptedException {
        Channel<Integer> ch = empty();
        for (int i = 0; i < capacity; i++) {
            assertThat(ch.len()).isEqualTo(i);
            ch.send(i);
        }
        for (int i = capacity; i > 0; i--) {
            assertThat(ch.len()).isEqualTo(i);
            ch.receive();
        }
        assertThat(ch.len()).isZero();
    }

    @Test
    void lenCountsNeitherWaitingSendersNorWaitingReceivers() throws InterruptedException {
        Channel<Integer> ch = full();
        waitingSender(ch, -1);
        assertThat(ch.len()).isEqualTo(capacity);
        drain(ch, capacity + 1);
        waitingReceiver(ch);
        assertThat(ch.len()).isZero();
        ch.close();
    }

    @Test
    void valuesLeaveInTheOrderInWhichTheyEntered() throws InterruptedException {
        Channel<Integer> ch = empty();
        int count = 3 * capacity + 100;
        run(() -> {
            for (int i = 0; i < count; i++) {
                ch.send(i);
            }
        });
        assertThat(drain(ch, count)).isEqualTo(firstIntegers(count));
    }

    @Test
    void valuesKeepTheirOrderWhereverTheyLieInTheRing() throws InterruptedException {
        Channel<Integer> ch = empty();
        for (int offset = 0, next = 0; offset <= capacity; offset++, next++) { // each round begins one place further
            List<Integer> sent = new ArrayList<>();
            while (ch.trySend(next)) {
                sent.add(next++);
            }
            assertThat(sent).hasSize(capacity);
            assertThat(drain(ch, capacity)).isEqualTo(sent);
            if (capacity > 0) {
                ch.send(next);
                assertThat(ch.receive()).isEqualTo(next);
            }
        }
    }

    @Test
    void sendWaitsExactlyWhenTheBufferIsFull() throws InterruptedException {
        Channel<Integer> ch = empty();
        run(() -> {
            for (int i = 0; i < capacity; i++) {
                ch.send(i); // none of these waits
            }
        }).join();
        Outcome<Void> sender = waitingSender(ch, capacity);
        assertThat(ch.receive()).isZero();
        sender.value();
    }

    @Test
    void receiveWaitsExactlyWhenThereIsNothing() throws InterruptedException {
        Channel<Integer> ch = full();
        run(() -> drain(ch, capacity)).value(); // none of these waits
        Outcome<Integer> receiver = waitingReceiver(ch);
        ch.send(7);
        assertThat(receiver.value()).isEqualTo(7);
    }

    @Test
    void receiversAreServedFirstComeFirstServed() throws InterruptedException {
        Channel<Integer> ch = empty();
        List<Outcome<Integer>> receivers = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            receivers.add(waitingReceiver(ch));
        }
        for (int i = 0; i < 5; i++) {
            ch.send(i);
        }
        for (int i = 0; i < 5; i++) {
            assertThat(receivers.get(i).value()).isEqualTo(i);
        }
    }

    @Test
    void sendersAreServedFirstComeFirstServed() throws InterruptedException {
        Channel<Integer> ch = full();
        List<Outcome<Void>> senders = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            senders.add(waitingSender(ch, capacity + i));
        }
        for (int i = 0; i < 5; i++) {
            assertThat(ch.receive()).isEqualTo(i);
            senders.get(i).value();
            for (int j = i + 1; j < 5; j++) {
                senders.get(j).awaitParked(SENDING);
            }
        }
        assertThat(drain(ch, capacity)).isEqualTo(IntStream.range(5, capacity + 5).boxed().toList());
    }

    @Test
    void aValueGoesStraightToTheWaitingReceiver() throws InterruptedException {
        Channel<Integer> ch = empty();
        Outcome<Integer> receiver = waitingReceiver(ch);
        ch.send(7);
        assertThat(ch.len()).isZero();
        assertThat(ch.tryReceive()).as("overtakes the receiver that waited").isNull();
        assertThat(receiver.value()).isEqualTo(7);
    }

    @Test
    void aReceiveLetsTheWaitingSenderInBeforeAnyNewcomer() throws InterruptedException {
        Channel<Integer> ch = full();
        Outcome<Void> sender = waitingSender(ch, capacity);
        assertThat(ch.receive()).isZero();
        assertThat(ch.trySend(-1)).as("overtakes the sender that waited").isFalse();
        assertThat(ch.len()).isEqualTo(capacity);
        sender.value();
        assertThat(drain(ch, capacity)).isEqualTo(IntStream.rangeClosed(1, capacity).boxed().toList());
    }

    @Test
    void trySendSendsExactlyIfThereIsRoomOrAReceiverWaits() {
        Channel<Integer> ch = full();
        assertThat(ch.trySend(-1)).isFalse();
        assertThat(ch.len()).isEqualTo(capacity);
        Channel<Integer> other = empty();
        Outcome<Integer> receiver = waitingReceiver(other);
        assertThat(other.trySend(7)).isTrue();
        assertThat(receiver.value()).isEqualTo(7);
    }

    @Test
    void tryReceiveReceivesExactlyIfThereIsAValueOrASenderWaits() {
        Channel<Integer> ch = empty();
        assertThat(ch.tryReceive()).isNull();
        Channel<Integer> other = full();
        Outcome<Void> sender = waitingSender(other, capacity);
        for (int i = 0; i <= capacity; i++) {
            assertThat(other.tryReceive()).isEqualTo(i);
        }
        sender.value();
        assertThat(other.tryReceive()).isNull();
    }

    @Test
    void receiveOrReturnsTheValueIfThereIsOne() throws InterruptedException {
        Channel<Integer> ch = empty();
        run(() -> ch.send(7));
        assertThat(ch.receiveOr(0)).isEqualTo(7);
        Outcome<Integer> receiver = call(() -> ch.receiveOr(0)).awaitParked(RECEIVING);
        ch.send(8);
        assertThat(receiver.value()).isEqualTo(8);
    }

    @Test
    void anOpenChannelIsNotDrained() {
        assertThat(empty().drained()).isFalse();
        assertThat(full().drained()).isFalse();
    }

    @Test
    void aNullElementIsRefusedAndTheChannelWorksOn() throws InterruptedException {
        Channel<Integer> ch = full();
        Outcome<Void> sender = waitingSender(ch, capacity);
        assertThatNullPointerException().isThrownBy(() -> ch.send(null));
        assertThatNullPointerException().isThrownBy(() -> ch.trySend(null));
        assertThatNullPointerException().isThrownBy(() -> ch.trySend(null, ChannelTimeoutTest.SHORT));
        assertThatNullPointerException().isThrownBy(() -> ch.trySend(1, null));
        assertThatNullPointerException().isThrownBy(() -> ch.tryReceive(null));
        assertThat(drain(ch, capacity + 1)).isEqualTo(firstIntegers(capacity + 1));
        sender.value();
        assertThat(ch.tryReceive()).isNull();
    }

    private static List<Integer> drain(ReceiveChannel<Integer> ch, int count) throws InterruptedException {
        List<Integer> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            values.add(ch.receive());
        }
        return values;
    }

    private static List<Integer> firstIntegers(int count) {
        return IntStream.range(0, count).boxed().toList();
    }
}

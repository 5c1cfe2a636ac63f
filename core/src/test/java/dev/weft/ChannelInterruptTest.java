package dev.weft;

import static dev.weft.support.Goroutines.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.internal.channel.ChannelCore;
import dev.weft.support.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** An interrupted operation either happened, or it threw and did not happen. */
class ChannelInterruptTest extends ChannelContract {
    private static final Duration LONG = Duration.ofDays(1);
    private static final List<Duration> TIMEOUTS = List.of(Duration.ofSeconds(-1), Duration.ZERO, LONG);

    @Test
    void aReceiveChecksOnEntryAlsoWhenItCouldProceed() {
        Channel<Integer> ch = full();
        Outcome<Void> sender = waitingSender(ch, capacity); // so there is something to receive without a buffer, too
        assertInterruptedOnEntry(() -> ch.receive());
        assertInterruptedOnEntry(() -> ch.receiveOr(0));
        for (Duration timeout : TIMEOUTS) {
            assertInterruptedOnEntry(() -> ch.tryReceive(timeout));
        }
        assertThat(ch.len()).isEqualTo(capacity);
        sender.awaitParked(SENDING);
        assertThat(ch.tryReceive()).isZero();
        sender.value();
    }

    @Test
    void aSendChecksOnEntryAlsoWhenItCouldProceed() {
        Channel<Integer> ch = empty();
        Outcome<Integer> receiver = waitingReceiver(ch);
        assertInterruptedOnEntry(() -> ch.send(1));
        for (Duration timeout : TIMEOUTS) {
            assertInterruptedOnEntry(() -> ch.trySend(1, timeout));
        }
        assertThat(ch.len()).isZero();
        receiver.awaitParked(RECEIVING);
        assertThat(ch.trySend(2)).isTrue();
        assertThat(receiver.value()).isEqualTo(2);
    }

    @Test
    void receiveChecksOnEntryAlsoWhenTheChannelIsDrained() {
        Channel<Integer> ch = empty();
        ch.close();
        assertInterruptedOnEntry(() -> ch.receive());
        for (Duration timeout : TIMEOUTS) {
            assertInterruptedOnEntry(() -> ch.tryReceive(timeout));
        }
    }

    @Test
    void theUntimedTryFormsIgnoreInterruptsAndKeepTheFlag() {
        Channel<Integer> ch = full();
        Outcome<?> outcome = run(() -> {
            Thread.currentThread().interrupt();
            assertThat(ch.trySend(-1)).isFalse();
            for (int i = 0; i < capacity; i++) {
                assertThat(ch.tryReceive()).isEqualTo(i);
            }
            assertThat(ch.tryReceive()).isNull();
            for (int i = 0; i < capacity; i++) {
                assertThat(ch.trySend(i)).isTrue();
            }
            ch.close();
        });
        outcome.value();
        assertThat(outcome.interruptFlag()).isTrue();
    }

    @Test
    void anInterruptEndsAWaitingReceiveWhichTakesNothing() throws InterruptedException {
        Channel<Integer> ch = empty();
        for (Call<Integer, ?> receive : List.<Call<Integer, ?>>of(
                ch::receive, () -> ch.receiveOr(0), () -> ch.tryReceive(LONG))) {
            Outcome<Integer> receiver = call(receive).awaitParked(RECEIVING);
            receiver.thread().interrupt();
            assertInterrupted(receiver);
        }
        if (capacity == 0) {
            assertThat(ch.trySend(7)).as("sent to one that has gone").isFalse();
        } else {
            assertThat(ch.trySend(7)).isTrue();
            assertThat(ch.receive()).isEqualTo(7);
        }
    }

    @Test
    void anInterruptEndsAWaitingSendWhoseValueIsNeverReceived() {
        Channel<Integer> ch = full();
        for (Task<?> send : List.<Task<?>>of(() -> ch.send(-1), () -> ch.trySend(-1, LONG))) {
            Outcome<Void> sender = run(send).awaitParked(SENDING);
            sender.thread().interrupt();
            assertInterrupted(sender);
        }
        for (int i = 0; i < capacity; i++) {
            assertThat(ch.tryReceive()).isEqualTo(i);
        }
        assertThat(ch.tryReceive()).isNull();
    }

    @Test
    void whoIsInterruptedInTheMiddleOfTheQueueLeavesTheOthersInTheirOrder() throws InterruptedException {
        Channel<Integer> ch = full();
        Outcome<Void> first = waitingSender(ch, 1001);
        Outcome<Void> second = waitingSender(ch, 1002);
        Outcome<Void> third = waitingSender(ch, 1003);
        second.thread().interrupt();
        assertInterrupted(second);
        for (int i = 0; i < capacity; i++) {
            assertThat(ch.receive()).isEqualTo(i);
        }
        assertThat(ch.receive()).isEqualTo(1001);
        assertThat(ch.receive()).isEqualTo(1003);
        assertThat(ch.tryReceive()).isNull();
        first.value();
        third.value();
    }

    // The race of an interrupt or time-out with the partner, with either one first. The test holds the channel's
    // internal lock, so the waiting thread has noticed that it must give up, but can't leave the queue yet.

    @Test
    void aReceiveThatHappenedJustBeforeItCouldGiveUpReturnsTheValueAndKeepsTheFlag() {
        Channel<Integer> ch = empty();
        ChannelCore<Integer> core = core(ch);
        Outcome<Integer> receiver = waitingReceiver(ch);
        core.lock();
        receiver.thread().interrupt();
        awaitGivingUp(receiver, RECEIVING);
        boolean sent = core.put(7);
        core.unlockAndWake();
        assertThat(sent).isTrue();
        assertThat(receiver.value()).isEqualTo(7);
        assertThat(receiver.interruptFlag()).isTrue();
    }

    @Test
    void aSendThatHappenedJustBeforeItCouldGiveUpReturnsAndKeepsTheFlag() {
        Channel<Integer> ch = full();
        ChannelCore<Integer> core = core(ch);
        Outcome<Void> sender = waitingSender(ch, capacity);
        core.lock();
        sender.thread().interrupt();
        awaitGivingUp(sender, SENDING);
        Object received = core.take();
        core.unlockAndWake();
        assertThat(received).isEqualTo(0);
        sender.value();
        assertThat(sender.interruptFlag()).isTrue();
        assertThat(ch.len()).isEqualTo(capacity);
    }

    @Test
    void aTimedReceiveThatHappenedJustBeforeItCouldGiveUpReturnsTheValue() {
        Channel<Integer> ch = empty();
        ChannelCore<Integer> core = core(ch);
        Outcome<Integer> receiver = call(() -> {
            Integer v;
            do {
                v = ch.tryReceive(Duration.ofMillis(20));
            } while (v == null);
            return v;
        });
        awaitUntil(() -> {
            core.lock();
            if (receiver.isParked(RECEIVING)) {
                return true; // it can no longer leave the queue
            }
            core.unlock();
            return false;
        });
        awaitGivingUp(receiver, RECEIVING); // the time runs out
        boolean sent = core.put(7);
        core.unlockAndWake();
        assertThat(sent).isTrue();
        assertThat(ch.len()).isZero();
        assertThat(receiver.value()).isEqualTo(7);
    }

    @Test
    void aReceiveThatGivesUpBeforeItHappensThrows() {
        Channel<Integer> ch = empty();
        Outcome<Integer> receiver = waitingReceiver(ch);
        core(ch).lock();
        receiver.thread().interrupt();
        awaitGivingUp(receiver, RECEIVING);
        core(ch).unlock();
        assertInterrupted(receiver);
    }

    @Test
    void aStaleWakeUpDoesNotEndTheNextWait() throws InterruptedException {
        Channel<Integer> ch = empty();
        Outcome<Integer> receiver = call(() -> {
            LockSupport.unpark(Thread.currentThread());
            return ch.receive();
        });
        receiver.awaitParked(RECEIVING);
        LockSupport.unpark(receiver.thread());
        receiver.awaitParked(RECEIVING);
        ch.send(7);
        assertThat(receiver.value()).isEqualTo(7);
    }

    /** Runs the call with the interrupt flag set: it must throw, and clear the flag. */
    private void assertInterruptedOnEntry(Task<?> operation) {
        assertInterrupted(run(() -> {
            Thread.currentThread().interrupt();
            operation.run();
        }));
    }

    private static void assertInterrupted(Outcome<?> outcome) {
        outcome.assertFailure().isInstanceOf(InterruptedException.class);
        assertThat(outcome.interruptFlag()).isFalse();
    }

    private static void awaitGivingUp(Outcome<?> waiting, String reason) {
        awaitUntil(() -> {
            Object blocker = LockSupport.getBlocker(waiting.thread());
            return blocker == null || !blocker.toString().equals(reason);
        });
    }

    @SuppressWarnings("unchecked")
    private static ChannelCore<Integer> core(Channel<Integer> ch) {
        return (ChannelCore<Integer>) ch;
    }
}

package dev.weft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.support.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The forms of send and receive that wait for a limited time. */
class ChannelTimeoutTest extends ChannelContract {
    /** Short enough to pass in a test. */
    static final Duration SHORT = Duration.ofMillis(2);

    private static final List<Duration> AT_ONCE = List.of(
            Duration.ZERO,
            Duration.ofNanos(-1),
            Duration.ofSeconds(-1),
            Duration.ofSeconds(Long.MIN_VALUE));

    /** From the longest duration that fits into nanoseconds to ones that do not. */
    private static final List<Duration> HUGE = List.of(
            Duration.ofNanos(Long.MAX_VALUE - 1),
            Duration.ofNanos(Long.MAX_VALUE),
            Duration.ofNanos(Long.MAX_VALUE).plusNanos(1),
            Duration.ofSeconds(Long.MAX_VALUE, 999_999_999));

    @Test
    void aReceiveThatTimesOutHasWaitedForThatTimeAndTakesNothing() throws InterruptedException {
        Channel<Integer> ch = empty();
        long start = System.nanoTime();
        assertThat(ch.tryReceive(SHORT)).isNull();
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(SHORT.toNanos());
        // Nothing is handed to a receiver that has left.
        Outcome<Void> sender = run(() -> ch.send(7));
        assertThat(ch.receive()).isEqualTo(7);
        sender.value();
    }

    @Test
    void aSendThatTimesOutHasWaitedForThatTimeAndSendsNothing() throws InterruptedException {
        Channel<Integer> ch = full();
        long start = System.nanoTime();
        assertThat(ch.trySend(-1, SHORT)).isFalse();
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(SHORT.toNanos());
        assertThat(ch.len()).isEqualTo(capacity);
        for (int i = 0; i < capacity; i++) {
            assertThat(ch.tryReceive()).isEqualTo(i);
        }
        assertThat(ch.tryReceive()).as("the value of the send that timed out").isNull();
    }

    @Test
    void threadsOfBothKindsTimeOut() {
        Channel<Integer> toReceive = empty();
        Channel<Integer> toSend = full();
        assertThat(call(() -> toReceive.tryReceive(SHORT)).value()).isNull();
        assertThat(call(() -> toSend.trySend(-1, SHORT)).value()).isFalse();
    }

    @Test
    void whoTimesOutInTheMiddleOfTheQueueLeavesTheOthersInTheirOrder() throws InterruptedException {
        Channel<Integer> ch = empty();
        Outcome<Integer> first = waitingReceiver(ch);
        Outcome<Integer> gone = call(() -> ch.tryReceive(SHORT));
        gone.join();
        Outcome<Integer> second = waitingReceiver(ch);
        call(() -> ch.tryReceive(SHORT)).join();
        ch.send(1);
        ch.send(2);
        assertThat(first.value()).isEqualTo(1);
        assertThat(second.value()).isEqualTo(2);
        assertThat(gone.value()).isNull();
    }

    @Test
    void atOnceWhatIsPossibleIsDone() throws InterruptedException {
        for (Duration timeout : AT_ONCE) {
            Channel<Integer> ch = full();
            Outcome<Void> sender = waitingSender(ch, capacity);
            for (int i = 0; i <= capacity; i++) {
                assertThat(ch.tryReceive(timeout)).isEqualTo(i);
            }
            sender.value();
            Outcome<Integer> receiver = waitingReceiver(ch);
            assertThat(ch.trySend(7, timeout)).isTrue();
            assertThat(receiver.value()).isEqualTo(7);
        }
    }

    @Test
    void atOnceWhatIsNotPossibleIsNotWaitedFor() throws InterruptedException {
        Channel<Integer> toReceive = empty();
        Channel<Integer> toSend = full();
        for (Duration timeout : AT_ONCE) {
            assertThat(toReceive.tryReceive(timeout)).isNull();
            assertThat(toSend.trySend(-1, timeout)).isFalse();
        }
        assertThat(toSend.len()).isEqualTo(capacity);
    }

    @Test
    void whatIsPossibleNeedsNoTime() throws InterruptedException {
        Channel<Integer> ch = empty();
        for (int i = 0; i < capacity; i++) {
            assertThat(ch.trySend(i, Duration.ofNanos(1))).isTrue();
        }
        for (int i = 0; i < capacity; i++) {
            assertThat(ch.tryReceive(Duration.ofNanos(1))).isEqualTo(i);
        }
    }

    @Test
    void aTimeOutTooLongForNanosecondsIsVeryLong() throws InterruptedException {
        for (Duration timeout : HUGE) {
            Channel<Integer> ch = empty();
            Outcome<Integer> receiver = call(() -> ch.tryReceive(timeout)).awaitParked(RECEIVING);
            ch.send(7);
            assertThat(receiver.value()).isEqualTo(7);

            Channel<Integer> filled = full();
            Outcome<Boolean> sender = call(() -> filled.trySend(capacity, timeout)).awaitParked(SENDING);
            filled.receive();
            assertThat(sender.value()).isTrue();
        }
    }

    @Test
    void aValueThatComesWhileTheTimeRunsOutIsEitherReceivedOrStillThere() throws InterruptedException {
        int rounds = 200;
        Channel<Integer> ch = empty();
        Outcome<Integer> receiver = call(() -> {
            int received = 0;
            for (Duration timeout = Duration.ofNanos(100);;) {
                Integer v = ch.tryReceive(timeout);
                if (v != null && v < 0) {
                    return received;
                }
                if (v != null) {
                    assertThat(v).isEqualTo(received++);
                }
                timeout = timeout.toNanos() > 100_000 ? Duration.ofNanos(100) : timeout.multipliedBy(2);
            }
        });
        for (int i = 0; i < rounds; i++) {
            ch.send(i);
        }
        ch.send(-1);
        assertThat(receiver.value()).isEqualTo(rounds);
    }

    @Test
    void aValueWhoseTimeRunsOutIsEitherReceivedOrNeverWill() throws InterruptedException {
        Channel<Integer> ch = empty();
        Outcome<List<Integer>> sender = call(() -> {
            List<Integer> sent = new ArrayList<>();
            Duration timeout = Duration.ofNanos(100);
            for (int i = 0; i < 400; i++) {
                if (ch.trySend(i, timeout)) {
                    sent.add(i);
                }
                timeout = timeout.toNanos() > 100_000 ? Duration.ofNanos(100) : timeout.multipliedBy(2);
            }
            ch.close();
            return sent;
        });
        List<Integer> received = new ArrayList<>();
        for (Integer v; (v = ch.receive()) != null;) {
            received.add(v);
        }
        assertThat(received).isEqualTo(sender.value());
    }

    @Test
    void timesOutEvenIfTheTimeIsOverBeforeItParks() throws InterruptedException {
        Channel<Integer> ch = empty();
        for (int i = 0; i < 1000; i++) {
            assertThat(ch.tryReceive(Duration.ofNanos(1))).isNull();
        }
    }
}

package dev.weft;

import static dev.weft.support.Goroutines.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.internal.channel.ChannelCore;
import dev.weft.support.Goroutines;
import dev.weft.support.Outcome;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** A channel keeps its elements alive, and what its waiters would send, and nothing else. */
@ParameterizedClass(name = "capacity {0}")
@ValueSource(ints = {0, 1, 3})
class ChannelMemoryTest {
    private static final Duration SHORT = Duration.ofMillis(1);

    @Parameter
    int capacity;

    @RegisterExtension
    final Goroutines g = new Goroutines();

    @Test
    void aReceivedValueIsNotRetained() throws InterruptedException {
        Channel<Object> ch = Channel.make(capacity);
        List<WeakReference<Object>> values = new ArrayList<>();
        for (int i = 0; i <= capacity; i++) { // goes round the whole ring
            Outcome<WeakReference<Object>> sender = Outcome.start(g, true, () -> sendNew(ch));
            receiveAndForget(ch);
            values.add(sender.value());
        }
        awaitCollected(values);
        Reference.reachabilityFence(ch);
    }

    @Test
    void aValueThatMovedFromAWaitingSenderIntoTheBufferIsNotRetainedOnceReceived() throws InterruptedException {
        Channel<Object> ch = Channel.make(capacity);
        List<WeakReference<Object>> values = new ArrayList<>();
        List<Outcome<WeakReference<Object>>> senders = new ArrayList<>();
        for (int i = 0; i < 2 * capacity + 2; i++) {
            Outcome<WeakReference<Object>> sender = Outcome.start(g, true, () -> sendNew(ch));
            senders.add(sender);
            if (i < capacity) {
                sender.join();
            } else {
                sender.awaitParked("chan send");
            }
        }
        for (int i = 0; i < senders.size(); i++) {
            receiveAndForget(ch);
        }
        senders.forEach(s -> values.add(s.value()));
        awaitCollected(values);
        Reference.reachabilityFence(ch);
    }

    @Test
    void aWaitingReceiverDoesNotRetainWhatItReceivedBefore() throws InterruptedException {
        Channel<Object> ch = Channel.make(capacity);
        for (boolean virtual : List.of(true, false)) {
            Outcome<Void> receiver = Outcome.start(g, virtual, () -> {
                receiveAndForget(ch);
                receiveAndForget(ch);
                return null;
            });
            receiver.awaitParked("chan receive");
            WeakReference<Object> value = sendNew(ch); // handed over directly
            awaitCollected(List.of(value)); // by now, or soon, it waits for the second one
            ch.send("second");
            receiver.value();
        }
    }

    @Test
    void aSendThatDidNotHappenDoesNotRetainItsValue() {
        Channel<Object> ch = full();
        Outcome<WeakReference<Object>> late = Outcome.start(g, true, () -> {
            Object value = new Object();
            assertThat(ch.trySend(value, SHORT)).isFalse();
            return new WeakReference<>(value);
        });
        WeakReference<Object> interrupted = interruptedSend(ch);
        awaitCollected(List.of(late.value(), interrupted));
        Reference.reachabilityFence(ch);
    }

    @Test
    void aClosedChannelDoesNotRetainTheValuesOfThoseWhoWaited() {
        Channel<Object> ch = full();
        Outcome<WeakReference<Object>> sender = Outcome.start(g, true, () -> {
            Object value = new Object();
            try {
                ch.send(value);
            } catch (ChannelClosedException e) {
                return new WeakReference<>(value);
            }
            throw new AssertionError("sent");
        });
        sender.awaitParked("chan send");
        ch.close();
        awaitCollected(List.of(sender.value()));
        Reference.reachabilityFence(ch);
    }

    @Test
    void aChannelThatNobodyKnowsIsCollectedWithWhatIsInIt() throws InterruptedException {
        WeakReference<Object> value;
        WeakReference<Channel<Object>> channel;
        {
            Channel<Object> ch = Channel.make(capacity + 1);
            value = sendNew(ch);
            channel = new WeakReference<>(ch);
            ch = null; // the block's slot would keep it
        }
        awaitCollected(List.of(value, channel));
    }

    @Test
    void aHundredThousandReceivesThatTimedOutLeaveNothing() throws InterruptedException {
        Channel<Object> ch = Channel.make(capacity);
        for (int i = 0; i < 100_000; i++) {
            assertThat(ch.tryReceive(Duration.ofNanos(1)) == null).isTrue();
        }
        assertNobodyQueued(ch);
    }

    @Test
    void aHundredThousandSendsThatTimedOutLeaveNothing() throws InterruptedException {
        Channel<Object> ch = full();
        for (int i = 0; i < 100_000; i++) {
            assertThat(ch.trySend("late", Duration.ofNanos(1))).isFalse();
        }
        assertNobodyQueued(ch);
    }

    @Test
    void thoseWhoAreInterruptedLeaveNothing() {
        Channel<Object> ch = Channel.make(capacity);
        Channel<Object> full = full();
        for (int i = 0; i < 200; i++) {
            Outcome<?> receiver = Outcome.start(g, i % 4 > 0, ch::receive).awaitParked("chan receive");
            receiver.thread().interrupt();
            receiver.assertFailure().isInstanceOf(InterruptedException.class);
            interruptedSend(full);
        }
        assertNobodyQueued(ch);
        assertNobodyQueued(full);
    }

    private Channel<Object> full() {
        Channel<Object> ch = Channel.make(capacity);
        for (int i = 0; i < capacity; i++) {
            assertThat(ch.trySend(i)).isTrue();
        }
        return ch;
    }

    private WeakReference<Object> interruptedSend(Channel<Object> ch) {
        Outcome<WeakReference<Object>> sender = Outcome.start(g, true, () -> {
            Object value = new Object();
            try {
                ch.send(value);
            } catch (InterruptedException e) {
                return new WeakReference<>(value);
            }
            throw new AssertionError("sent");
        });
        sender.awaitParked("chan send").thread().interrupt();
        return sender.value();
    }

    // In methods of their own, so that no live frame keeps the value alive.

    private static WeakReference<Object> sendNew(Channel<Object> ch) throws InterruptedException {
        Object value = new Object();
        ch.send(value);
        return new WeakReference<>(value);
    }

    private static void receiveAndForget(Channel<Object> ch) throws InterruptedException {
        assertThat(ch.receive() != null).isTrue(); // AssertJ would keep the value
    }

    private static void awaitCollected(List<? extends WeakReference<?>> references) {
        awaitUntil(() -> {
            System.gc();
            return references.stream().allMatch(r -> r.refersTo(null));
        });
    }

    private static void assertNobodyQueued(Channel<?> ch) {
        ChannelCore<?> core = (ChannelCore<?>) ch;
        core.lock();
        boolean nobody = core.isEmpty();
        core.unlock();
        assertThat(nobody).isTrue();
    }
}

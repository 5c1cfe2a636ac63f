package dev.weft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.support.Goroutines;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the subscriber of a channel receives; {@link PublisherTckTest} has the rules of Reactive Streams. */
class PublisherTest {
    @RegisterExtension
    final Goroutines g = new Goroutines();

    private final Channel<Integer> source = Channel.make(10);
    private final Recorder recorder = new Recorder();

    /** Records all signals; requests {@code atOnce} items when it subscribes, and nothing else by itself. */
    private static class Recorder implements Flow.Subscriber<Integer> {
        final Channel<Flow.Subscription> subscriptions = Channel.make(1);
        final Channel<Integer> items = Channel.make(100);
        final Channel<Throwable> errors = Channel.make(1);
        final Channel<Unit> complete = Channel.make(1);
        long atOnce;
        volatile Thread server;

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            server = Thread.currentThread();
            if (atOnce != 0) {
                subscription.request(atOnce);
            }
            subscriptions.trySend(subscription);
        }

        @Override
        public void onNext(Integer item) {
            items.trySend(item);
        }

        @Override
        public void onError(Throwable t) {
            errors.trySend(t);
        }

        @Override
        public void onComplete() {
            complete.trySend(Unit.UNIT);
        }
    }

    private Flow.Subscription subscribe() throws InterruptedException {
        Channels.publisher(source).subscribe(recorder);
        return recorder.subscriptions.receive();
    }

    private void fill(int n) throws InterruptedException {
        for (int i = 0; i < n; i++) {
            source.send(i);
        }
    }

    private void assertGot(int... items) throws InterruptedException {
        for (int item : items) {
            assertThat(recorder.items.receive()).isEqualTo(item);
        }
    }

    @Test
    void whatWasNotRequestedStaysInTheChannel() throws InterruptedException {
        fill(10);
        Flow.Subscription subscription = subscribe();
        assertThat(source.len()).isEqualTo(10);
        subscription.request(2);
        assertGot(0, 1);
        subscription.request(1);
        assertGot(2);
        subscription.cancel();
        g.join(recorder.server);
        assertThat(recorder.items.len()).isZero();
        assertThat(source.len()).isEqualTo(7);
        assertThat(recorder.complete.len() + recorder.errors.len()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE})
    void aRequestThatIsNotPositiveIsAnError(long n) throws InterruptedException {
        fill(1);
        recorder.atOnce = n;
        subscribe();
        assertThat(recorder.errors.receive())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3.9");
        g.join(recorder.server);
        assertThat(source.len()).isEqualTo(1);
        assertThat(recorder.items.len() + recorder.complete.len()).isZero();
    }

    @Test
    void aRequestOfZeroIsAnErrorAlsoWhereNothingIsLeft() throws InterruptedException {
        Flow.Subscription subscription = subscribe();
        subscription.request(0);
        source.close();
        assertThat(recorder.errors.receive()).isInstanceOf(IllegalArgumentException.class);
        g.join(recorder.server);
        assertThat(recorder.complete.len()).isZero();
    }

    /** The subscriber gets onComplete without requesting another item. */
    @Test
    void theLastItemOfAClosedChannelCompletes() throws InterruptedException {
        fill(3);
        source.close();
        recorder.atOnce = 3;
        subscribe();
        assertGot(0, 1, 2);
        recorder.complete.receive();
        g.join(recorder.server);
        assertThat(recorder.errors.len()).isZero();
    }

    @Test
    void anEmptyClosedChannelCompletesUnasked() throws InterruptedException {
        source.close();
        subscribe();
        recorder.complete.receive();
    }

    @Test
    void whoIsToldOfTheEndLaterHearsItOnceItAsks() throws InterruptedException {
        fill(1);
        recorder.atOnce = 1;
        Flow.Subscription subscription = subscribe();
        assertGot(0);
        Goroutines.awaitParked(recorder.server, "select");
        source.close();
        assertThat(recorder.complete.tryReceive()).isNull();
        subscription.request(1);
        recorder.complete.receive();
    }

    /** This also happens at the end of a Go.run: every subscriber is told of the end. */
    @Test
    void anInterruptOfTheGoroutineIsAnError() throws InterruptedException {
        subscribe().request(1);
        Goroutines.awaitParked(recorder.server, "select");
        recorder.server.interrupt();
        assertThat(recorder.errors.receive()).isInstanceOf(InterruptedException.class);
        g.join(recorder.server);
        assertThat(recorder.complete.len()).isZero();
    }

    /** Waits a moment for the thread that has subscribed, so that both go on at the same time. */
    private static final class Meeting extends Recorder {
        volatile Flow.Subscription subscription;
        volatile boolean met;

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            super.onSubscribe(subscription);
            this.subscription = subscription;
            for (int i = 0; i < 1_000 && !met; i++) {
                Thread.onSpinWait();
            }
        }
    }

    /** Even if the goroutine has already seen that nobody has cancelled, and only then looks at the demand. */
    @Test
    void aRequestAfterTheCancelIsNothing() throws InterruptedException {
        fill(10);
        for (int round = 0; round < 5_000; round++) {
            Meeting subscriber = new Meeting();
            Channels.publisher(source).subscribe(subscriber);
            while (subscriber.subscription == null) {
                Thread.yield();
            }
            subscriber.met = true;
            subscriber.subscription.cancel();
            subscriber.subscription.request(1);
            g.join(subscriber.server);
            assertThat(subscriber.items.len() + subscriber.errors.len()).isZero();
        }
        assertThat(source.len()).isEqualTo(10);
    }

    @Test
    void anInterruptAfterTheCancelIsNothing() throws InterruptedException {
        Flow.Subscription subscription = subscribe();
        Goroutines.awaitParked(recorder.server, "select");
        subscription.cancel();
        recorder.server.interrupt();
        g.join(recorder.server);
        assertThat(recorder.errors.len() + recorder.complete.len()).isZero();
    }
}

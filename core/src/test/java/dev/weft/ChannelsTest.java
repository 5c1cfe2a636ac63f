package dev.weft;

import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static dev.weft.context.Context.background;
import static dev.weft.context.Context.withCancel;
import static dev.weft.support.Goroutines.awaitParked;
import static dev.weft.support.Goroutines.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.support.Goroutines;
import dev.weft.support.Outcome;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ChannelsTest {
    @RegisterExtension
    final Goroutines g = new Goroutines();

    @Test
    void anIterableIsSentInOrderAndThenTheChannelIsClosed() {
        List<Integer> items = IntStream.range(0, 1_000).boxed().toList();
        assertThat(Channels.from(background(), items)).containsExactlyElementsOf(items);
        assertThat(Channels.from(background(), List.of())).isEmpty();
    }

    @Test
    void aReceiverWhoHasHadEnoughEndsTheGoroutine() throws Exception {
        AtomicInteger taken = new AtomicInteger();
        AtomicBoolean closed = new AtomicBoolean();
        Stream<Integer> endless = Stream.generate(taken::incrementAndGet).onClose(() -> closed.set(true));
        ReceiveChannel<Integer> channel;
        try (var ctx = withCancel(background())) {
            channel = Channels.from(ctx, endless);
            assertThat(channel.receive()).isEqualTo(1);
            assertThat(channel.receive()).isEqualTo(2);
        }
        awaitUntil(channel::drained);
        awaitUntil(closed::get);
        assertThat(taken.get()).as("no more than one ahead").isLessThanOrEqualTo(3);
    }

    @Test
    void nothingIsTakenForAContextThatIsDone() throws Exception {
        var ctx = withCancel(background());
        ctx.cancel();
        Iterator<Integer> untouched = new Iterator<>() {
            @Override
            public boolean hasNext() {
                throw new AssertionError();
            }

            @Override
            public Integer next() {
                throw new AssertionError();
            }
        };
        assertThat(Channels.<Integer>from(ctx, () -> untouched).receive()).isNull();
    }

    /** The source may take long, and the receiver waits: a select alone would leave it to chance. */
    @RepeatedTest(20)
    void whatTheSourceReturnsAfterTheCancelIsNotSent() {
        var ctx = withCancel(background());
        AtomicReference<Thread> receiver = new AtomicReference<>();
        Iterator<Integer> slow = new Iterator<>() {
            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public Integer next() {
                awaitUntil(() -> receiver.get() != null);
                awaitParked(receiver.get(), "chan receive");
                ctx.cancel();
                return 1;
            }
        };
        Outcome<Integer> outcome = Outcome.start(g, true, () -> {
            receiver.set(Thread.currentThread());
            return Channels.<Integer>from(ctx, () -> slow).receive();
        });
        assertThat(outcome.value()).isNull();
    }

    @Test
    void aStreamIsClosedAtItsEnd() {
        AtomicBoolean closed = new AtomicBoolean();
        ReceiveChannel<String> channel =
                Channels.from(background(), Stream.of("a", "b").onClose(() -> closed.set(true)));
        assertThat(channel).containsExactly("a", "b");
        assertThat(closed).isTrue();
    }

    @Test
    void aSourceThatFailsClosesItsChannelAndFailsItsGoroutine() throws Exception {
        ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((t, e) -> failures.add(e));
        try {
            RuntimeException failure = new RuntimeException("the source");
            ReceiveChannel<Integer> channel = Channels.from(background(), Stream.of(1, 0).map(i -> {
                if (i == 0) {
                    throw failure;
                }
                return i;
            }));
            assertThat(channel).containsExactly(1);
            awaitUntil(() -> failures.contains(failure));
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
    }

    @Test
    void aFutureGivesItsResultOnce() throws Exception {
        CompletableFuture<String> future = new CompletableFuture<>();
        ReceiveChannel<String> channel = Channels.from(future);
        assertThat(channel.tryReceive()).isNull();
        assertThat(channel.drained()).isFalse();
        Thread receiver = g.go(() -> {
            var result = receive(channel);
            assertThat(select(receive(Channel.make()), result)).isEqualTo(1);
            assertThat(result.value()).isEqualTo("done");
        });
        Goroutines.awaitParked(receiver, "select");
        future.complete("done");
        g.join(receiver);
        assertThat(channel.receive()).isNull();
    }

    @Test
    void aFutureThatFailsOrGivesNullOnlyClosesTheChannel() throws Exception {
        assertThat(Channels.from(CompletableFuture.completedFuture(null)).receive()).isNull();
        assertThat(Channels.from(CompletableFuture.failedFuture(new Exception())).receive()).isNull();
        assertThat(Channels.from(CompletableFuture.completedStage(1)).receive()).isEqualTo(1);
    }

    @Test
    void aPublisherIsAskedForNoMoreThanThereIsRoomFor() throws Exception {
        AtomicInteger published = new AtomicInteger();
        AtomicBoolean cancelled = new AtomicBoolean();
        Flow.Publisher<Integer> source = subscriber -> subscriber.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long n) {
                for (long i = 0; i < n; i++) {
                    subscriber.onNext(published.incrementAndGet());
                }
            }

            @Override
            public void cancel() {
                cancelled.set(true);
            }
        });
        ReceiveChannel<Integer> channel;
        try (var ctx = withCancel(background())) {
            channel = Channels.from(ctx, source, 4);
            assertThat(published).hasValue(4);
            for (int i = 1; i <= 100; i++) {
                assertThat(channel.receive()).isEqualTo(i);
                assertThat(published.get()).isBetween(i + 2, i + 4);
            }
        }
        awaitUntil(channel::drained);
        awaitUntil(cancelled::get);
    }

    @Test
    void aPublisherOfTheJdkArrivesWhole() {
        List<Integer> items = IntStream.range(0, 5_000).boxed().toList();
        try (SubmissionPublisher<Integer> publisher = new SubmissionPublisher<>(Thread::startVirtualThread, 16)) {
            ReceiveChannel<Integer> channel = Channels.from(background(), publisher, 8);
            g.go(() -> {
                items.forEach(publisher::submit);
                publisher.close();
            });
            assertThat(channel).containsExactlyElementsOf(items);
        }
        assertThatThrownBy(() -> Channels.from(background(), s -> {}, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void itemsGoThroughAPublisherAndBack() {
        List<Integer> items = IntStream.range(0, 5_000).boxed().toList();
        Channel<Integer> source = Channel.make(16);
        g.go(() -> {
            try (source) {
                for (int i : items) {
                    source.send(i);
                }
            }
        });
        assertThat(Channels.from(background(), Channels.publisher(source), 8)).containsExactlyElementsOf(items);
    }
}

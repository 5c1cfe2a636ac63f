package dev.weft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.support.Outcome;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Iterators, for-each, spliterators and streams over channels. */
class ChannelIterationTest extends ChannelContract {
    @Test
    void forEachReceivesAllAndEndsWhenTheChannelIsDrained() {
        Channel<Integer> ch = sending(capacity + 3);
        List<Integer> received = new ArrayList<>();
        for (int v : ch) {
            received.add(v);
        }
        assertThat(received).isEqualTo(firstIntegers(capacity + 3));
        assertThat(ch.drained()).isTrue();
        for (int v : ch) {
            throw new AssertionError("received " + v + " from a drained channel");
        }
    }

    @Test
    void leavingALoopEarlyTakesNoMore() throws InterruptedException {
        Channel<Integer> ch = sending(capacity + 3);
        for (int v : ch) {
            if (v == 1) {
                break;
            }
        }
        assertThat(ch.receive()).isEqualTo(2);
        ch.forEach(v -> {});
    }

    @Test
    void hasNextIsIdempotent() throws InterruptedException {
        Channel<Integer> ch = sending(3);
        Iterator<Integer> it = ch.iterator();
        assertThat(it.hasNext()).isTrue();
        assertThat(it.hasNext()).isTrue();
        assertThat(ch.receive()).as("the iterator holds 0 only").isEqualTo(1);
        assertThat(it.next()).isZero();
        assertThat(it.next()).as("without hasNext").isEqualTo(2);
        assertThat(it.hasNext()).isFalse();
        assertThat(it.hasNext()).isFalse();
    }

    @Test
    void nextAfterTheEndThrows() {
        Channel<Integer> ch = sending(1);
        Iterator<Integer> it = ch.iterator();
        assertThat(it.next()).isZero();
        assertThatThrownBy(it::next).isInstanceOf(NoSuchElementException.class);
        assertThat(it.hasNext()).isFalse();
        assertThatThrownBy(it::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void hasNextWaits() throws InterruptedException {
        Channel<Integer> ch = empty();
        Iterator<Integer> it = ch.iterator();
        Outcome<Boolean> first = call(it::hasNext).awaitParked(RECEIVING);
        ch.send(7);
        assertThat(first.value()).isTrue();
        assertThat(it.next()).isEqualTo(7);
        Outcome<Boolean> second = call(it::hasNext).awaitParked(RECEIVING);
        ch.close();
        assertThat(second.value()).isFalse();
    }

    @Test
    void iteratorsShareTheValues() {
        Channel<Integer> ch = sending(2);
        Iterator<Integer> one = ch.iterator();
        Iterator<Integer> other = ch.iterator();
        assertThat(one.next()).isZero();
        assertThat(other.next()).isEqualTo(1);
        assertThat(one.hasNext()).isFalse();
        assertThat(other.hasNext()).isFalse();
    }

    @Test
    void removeIsNotSupported() {
        Iterator<Integer> it = sending(1).iterator();
        it.next();
        assertThatThrownBy(it::remove).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void anInterruptEndsTheIterationUncheckedWithTheFlagSet() throws InterruptedException {
        Channel<Integer> ch = empty();
        List<Task<?>> iterations = List.of(
                () -> ch.iterator().hasNext(),
                () -> ch.iterator().next(),
                () -> ch.forEach(v -> {}),
                () -> ch.iterator().forEachRemaining(v -> {}),
                () -> ch.spliterator().tryAdvance(v -> {}),
                () -> ch.spliterator().forEachRemaining(v -> {}),
                () -> ch.stream().toList());
        for (Task<?> iteration : iterations) {
            Outcome<Void> outcome = run(iteration).awaitParked(RECEIVING);
            outcome.thread().interrupt();
            outcome.assertFailure()
                    .isExactlyInstanceOf(UncheckedInterruptedException.class)
                    .hasCauseExactlyInstanceOf(InterruptedException.class);
            assertThat(outcome.interruptFlag()).isTrue();
        }
        Outcome<Void> sender = run(() -> ch.send(7));
        assertThat(ch.receive()).as("no iteration has left a waiter").isEqualTo(7);
        sender.value();
    }

    @Test
    void anInterruptOnEntryTakesNothingAlsoWhenThereIsSomething() throws InterruptedException {
        Channel<Integer> ch = sending(1);
        Iterator<Integer> it = ch.iterator();
        for (Task<?> step : List.<Task<?>>of(it::hasNext, it::next)) {
            Outcome<Void> outcome = run(() -> {
                Thread.currentThread().interrupt();
                step.run();
            });
            outcome.assertFailure().isExactlyInstanceOf(UncheckedInterruptedException.class);
            assertThat(outcome.interruptFlag()).isTrue();
        }
        assertThat(it.next()).isZero();
    }

    @Test
    void theSpliteratorIsExactlyOrderedAndNonNull() {
        Spliterator<Integer> s = sending(3).spliterator();
        assertThat(s.characteristics()).isEqualTo(Spliterator.ORDERED | Spliterator.NONNULL);
        assertThat(s.estimateSize()).isEqualTo(Long.MAX_VALUE);
        assertThat(s.getExactSizeIfKnown()).isEqualTo(-1);
        s.forEachRemaining(v -> {});
    }

    @Test
    void theSpliteratorNeverSplits() {
        Spliterator<Integer> s = sending(3).spliterator();
        assertThat(s.trySplit()).isNull();
        assertThat(s.tryAdvance(v -> assertThat(v).isZero())).isTrue();
        assertThat(s.trySplit()).isNull();
        s.forEachRemaining(v -> {});
        assertThat(s.trySplit()).isNull();
    }

    @Test
    void tryAdvanceTakesExactlyOne() throws InterruptedException {
        Channel<Integer> ch = sending(3);
        Spliterator<Integer> s = ch.spliterator();
        List<Integer> seen = new ArrayList<>();
        assertThatNullPointerException().isThrownBy(() -> s.tryAdvance(null));
        assertThat(s.tryAdvance(seen::add)).isTrue();
        assertThat(ch.receive()).isEqualTo(1);
        assertThat(s.tryAdvance(seen::add)).isTrue();
        assertThat(s.tryAdvance(seen::add)).isFalse();
        assertThat(seen).containsExactly(0, 2);
    }

    @Test
    void aConsumerThatThrowsHasTakenItsElementOnly() throws InterruptedException {
        Channel<Integer> ch = sending(2);
        RuntimeException failure = new IllegalStateException("consumer");
        Spliterator<Integer> s = ch.spliterator();
        assertThatThrownBy(() -> s.forEachRemaining(v -> {
            throw failure;
        })).isSameAs(failure);
        assertThat(s.tryAdvance(v -> assertThat(v).isEqualTo(1))).isTrue();
    }

    @Test
    void aStreamReceivesAllInOrder() {
        int count = capacity + 3;
        assertThat(sending(count).stream().map(v -> v + 1).toList())
                .isEqualTo(IntStream.rangeClosed(1, count).boxed().toList());
        Stream<Integer> stream = sending(count).stream();
        assertThat(stream.isParallel()).isFalse();
        assertThat(stream.parallel().toList()).as("it may be asked to be parallel").isEqualTo(firstIntegers(count));
    }

    @Test
    void limitTakesNoMore() throws InterruptedException {
        Channel<Integer> ch = sending(4);
        assertThat(ch.stream().limit(2).toList()).containsExactly(0, 1);
        assertThat(ch.receive()).isEqualTo(2);
        assertThat(ch.stream().findFirst()).contains(3);
    }

    @Test
    void closingAStreamDoesNotCloseTheChannel() throws InterruptedException {
        Channel<Integer> ch = empty();
        run(() -> ch.send(7));
        try (Stream<Integer> stream = ch.stream()) {
            assertThat(stream.findFirst()).contains(7);
        }
        Outcome<Void> sender = run(() -> ch.send(8));
        assertThat(ch.receive()).isEqualTo(8);
        sender.value();
        ch.close();
    }

    /** Returns a channel to which a thread sends 0, 1, 2 and so on, and which it then closes. */
    private Channel<Integer> sending(int count) {
        Channel<Integer> ch = empty();
        run(() -> {
            try (ch) {
                for (int i = 0; i < count; i++) {
                    ch.send(i);
                }
            }
        });
        return ch;
    }

    private static List<Integer> firstIntegers(int count) {
        return IntStream.range(0, count).boxed().toList();
    }
}

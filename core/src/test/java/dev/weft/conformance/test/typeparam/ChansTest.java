package dev.weft.conformance.test.typeparam;

import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static dev.weft.Select.send;
import static dev.weft.context.Context.background;
import static dev.weft.support.Goroutines.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Channel;
import dev.weft.ReceiveCase;
import dev.weft.ReceiveChannel;
import dev.weft.Select;
import dev.weft.SendChannel;
import dev.weft.context.Context;
import dev.weft.support.Goroutines;
import dev.weft.support.Outcome;
import dev.weft.sync.WaitGroup;
import dev.weft.time.Timer;
import dev.weft.time.Timers;
import java.lang.ref.Cleaner;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A small library of generic functions over channels, as a user might write it: read all, merge, filter, discard, an
 * exclusive value, and a pair of ends of which the sender learns that the receiver is gone. All of them also stop when
 * their context is done.
 */
@DisplayName("test/typeparam/chans.go")
class ChansTest {
    @RegisterExtension
    final Goroutines g = new Goroutines();

    @Test
    @DisplayName("chans: ReadAll")
    void readAllReadsInOrderUntilTheChannelIsClosed() throws InterruptedException {
        assertThat(readAll(background(), sending(9, 1, 7, 1))).containsExactly(9, 1, 7, 1);
    }

    @Test
    @DisplayName("chans: Merge")
    void mergePassesOnWhatTwoChannelsSend() throws InterruptedException {
        List<Integer> merged = readAll(background(), merge(background(), sending(10, 20, 30, 40), sending(1, 2, 3)));
        assertThat(merged).containsExactlyInAnyOrder(10, 20, 30, 40, 1, 2, 3);
        assertThat(merged).containsSubsequence(10, 20, 30, 40).containsSubsequence(1, 2, 3);
    }

    @Test
    @DisplayName("chans: Filter")
    void filterPassesOnWhatMatches() throws InterruptedException {
        assertThat(readAll(background(), filter(background(), sending(5, -4, 0, -3, 8), n -> n < 0)))
                .containsExactly(-4, -3);
    }

    @Test
    @DisplayName("chans: Sink")
    void aSinkTakesEverything() throws InterruptedException {
        SendChannel<Integer> c = sink(background());
        Timer late = Timers.newTimer(Goroutines.LONG);
        for (int i = 1; i <= 3; i++) {
            assertThat(select(send(c, i), receive(late.channel()))).isZero();
        }
        c.close();
        assertThat(late.stop()).isTrue();
    }

    @Test
    @DisplayName("chans: Exclusive")
    void anExclusiveValueIsWithOneGoroutineAtATime() throws InterruptedException {
        int[] counter = {0}; // plain: its holder has it alone
        Custody<int[]> custody = new Custody<>(counter);
        WaitGroup wg = new WaitGroup();
        for (int i = 0; i < 3; i++) {
            wg.go(() -> {
                for (int times = 100; times > 0; times--) {
                    int[] mine = custody.borrow();
                    mine[0]++;
                    custody.giveBack(mine);
                }
            });
        }
        wg.await();
        assertThat(counter[0]).isEqualTo(300);
    }

    @Test
    @DisplayName("chans: Exclusive, try")
    void anExclusiveValueThatIsTakenCannotBeTaken() {
        Custody<StringBuilder> custody = new Custody<>(new StringBuilder());
        StringBuilder s = custody.tryBorrow();
        assertThat(s).isNotNull();
        s.append("changed");
        assertThat(Outcome.start(g, true, custody::tryBorrow).value()).isNull();
        custody.giveBack(s);
        assertThat(custody.tryBorrow()).hasToString("changed");
    }

    @Test
    @DisplayName("chans: Ranger")
    void aSenderLearnsThatItsReceiverIsGone() throws InterruptedException {
        AtomicReference<Taker<Integer>> taker = new AtomicReference<>();
        Giver<Integer> giver = twoEnds(taker);
        g.go(() -> {
            Taker<Integer> mine = taker.getAndSet(null); // no other thread refers to it
            assertThat(mine.next(background())).isEqualTo(1);
        });
        Channel<?> first = Channel.make();
        Channel<?> second = Channel.make();
        g.go(() -> {
            try (second) {
                assertThat(giver.send(background(), 1)).isTrue();
                first.close();
                assertThat(giver.send(background(), 2)).isFalse();
            }
        });
        first.receive();
        awaitUntil(() -> {
            System.gc();
            return second.drained();
        });
    }

    private ReceiveChannel<Integer> sending(int... values) {
        Channel<Integer> c = Channel.make();
        g.go(() -> {
            try (c) {
                for (int value : values) {
                    c.send(value);
                }
            }
        });
        return c;
    }

    private static <T> List<T> readAll(Context ctx, ReceiveChannel<T> c) throws InterruptedException {
        List<T> all = new ArrayList<>();
        var stop = receive(ctx.done());
        var in = receive(c);
        while (select(stop, in) == 1 && in.ok()) {
            all.add(in.value());
        }
        return all;
    }

    private <T> ReceiveChannel<T> merge(Context ctx, ReceiveChannel<T> c1, ReceiveChannel<T> c2) {
        Channel<T> out = Channel.make();
        g.go(() -> {
            try (out) {
                var stop = receive(ctx.done());
                List<ReceiveCase<T>> in = List.of(receive(c1), receive(c2));
                for (int open = in.size(); open > 0;) {
                    int i = select(stop, in.get(0), in.get(1));
                    if (i == 0) {
                        return;
                    }
                    ReceiveCase<T> chosen = in.get(i - 1);
                    if (chosen.ok()) {
                        out.send(chosen.value());
                    } else {
                        chosen.channel(null);
                        open--;
                    }
                }
            }
        });
        return out;
    }

    private <T> ReceiveChannel<T> filter(Context ctx, ReceiveChannel<T> c, Predicate<T> matches) {
        Channel<T> out = Channel.make();
        g.go(() -> {
            try (out) {
                var stop = receive(ctx.done());
                var in = receive(c);
                while (select(stop, in) == 1 && in.ok()) {
                    if (matches.test(in.value())) {
                        out.send(in.value());
                    }
                }
            }
        });
        return out;
    }

    private <T> SendChannel<T> sink(Context ctx) {
        Channel<T> c = Channel.make();
        g.go(() -> readAll(ctx, c));
        return c;
    }

    /** A value that one goroutine has at a time. */
    private static final class Custody<T> {
        private final Channel<T> c = Channel.make(1);

        Custody(T initial) {
            giveBack(initial);
        }

        T borrow() throws InterruptedException {
            return c.receive();
        }

        T tryBorrow() {
            return c.tryReceive();
        }

        void giveBack(T value) {
            if (!c.trySend(value)) {
                throw new IllegalStateException("given back, but not borrowed");
            }
        }
    }

    /**
     * Makes two ends; the receiving end is put into {@code taker} rather than returned, so that no frame keeps it
     * alive.
     */
    private static <T> Giver<T> twoEnds(AtomicReference<Taker<T>> taker) {
        Channel<T> values = Channel.make();
        Channel<?> gone = Channel.make();
        Taker<T> end = new Taker<>(values);
        Cleaner.create().register(end, gone::close);
        taker.set(end);
        return new Giver<>(values, gone);
    }

    private record Giver<T>(SendChannel<T> values, ReceiveChannel<?> takerGone) {
        /** Returns whether the value was sent: it was not if the context is done, or if the receiver is gone. */
        boolean send(Context ctx, T value) throws InterruptedException {
            return select(receive(ctx.done()), Select.send(values, value), receive(takerGone)) == 1;
        }
    }

    private record Taker<T>(ReceiveChannel<T> values) {
        /** Returns the next value, or null. */
        T next(Context ctx) throws InterruptedException {
            var in = receive(values);
            select(receive(ctx.done()), in);
            return in.value();
        }
    }
}

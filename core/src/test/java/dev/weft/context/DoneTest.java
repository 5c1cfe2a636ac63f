package dev.weft.context;

import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static dev.weft.Select.send;
import static dev.weft.Select.trySelect;
import static dev.weft.context.Context.background;
import static dev.weft.context.Context.todo;
import static dev.weft.context.Context.withCancel;
import static dev.weft.context.Context.withoutCancel;
import static dev.weft.context.ContextTree.receivers;
import static dev.weft.support.Goroutines.awaitParked;
import static dev.weft.support.Goroutines.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Channel;
import dev.weft.ReceiveCase;
import dev.weft.SendChannel;
import dev.weft.support.Goroutines;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The channel that closes when a context is done, used as a channel. */
class DoneTest {
    @RegisterExtension
    final Goroutines g = new Goroutines();

    private final CancelableContext ctx = withCancel(background());

    @Test
    void itIsTheSameAtEveryCallAndNobodyElseCanCloseIt() {
        assertThat((Object) ctx.done()).isSameAs(ctx.done()).isNotInstanceOf(SendChannel.class)
                .isNotInstanceOf(AutoCloseable.class);
        assertThat(ctx.done().len()).isZero();
        assertThat(ctx.done().cap()).isZero();
    }

    @Test
    void onceItIsDoneItIsClosedForEver() throws InterruptedException {
        assertThat((Object) ctx.done().tryReceive()).isNull();
        assertThat(ctx.done().drained()).isFalse();
        ctx.cancel();
        for (int i = 0; i < 3; i++) {
            assertThat((Object) ctx.done().receive()).isNull();
            assertThat((Object) ctx.done().tryReceive(Duration.ofHours(1))).isNull();
            assertThat(ctx.done().drained()).isTrue();
            assertThat(ctx.done()).isEmpty();
            assertThat(ctx.done().stream().count()).isZero();
        }
    }

    /** The worker loop that every Go program with contexts has. */
    @Test
    void aWorkerWorksUntilItsContextIsDone() throws InterruptedException {
        Channel<Integer> work = Channel.make();
        Channel<Integer> results = Channel.make();
        Thread worker = g.go(() -> {
            var task = receive(work);
            var stop = receive(ctx.done());
            for (;;) {
                switch (select(task, stop)) {
                    case 0 -> results.send(2 * task.value());
                    default -> {
                        assertThat(stop.ok()).isFalse();
                        assertThat((Object) stop.value()).isNull();
                        return;
                    }
                }
            }
        });
        for (int i = 0; i < 10; i++) {
            work.send(i);
            assertThat(results.receive()).isEqualTo(2 * i);
        }
        awaitParked(worker, "select");
        ctx.cancel();
        g.join(worker);
        assertThat(receivers(ctx.done())).isZero();
        assertThat(receivers(work)).isZero();
    }

    @Test
    void itStandsBesideAnythingElse() throws InterruptedException {
        Channel<Integer> idle = Channel.make();
        CancelableContext other = withCancel(background());
        Thread t =
                g.go(() -> assertThat(select(send(idle, 1), receive(idle), receive(ctx.done()), receive(other.done()),
                        receive(ctx.done()), receive(background().done()), null)).isIn(2, 4));
        awaitParked(t, "select");
        ctx.cancel();
        g.join(t);
        assertThat(select(Duration.ofMillis(1), receive(idle), receive(other.done()))).isEqualTo(-1);
        assertThat(trySelect(receive(other.done()), receive(ctx.done()))).isEqualTo(1);
    }

    /** Ready cases are chosen at random, even one that is done: Go's loops check err first where that matters. */
    @Test
    void oneThatIsDoneIsNotPreferred() throws InterruptedException {
        Channel<Integer> full = Channel.make(1_000);
        for (int i = 0; i < 1_000; i++) {
            full.send(i);
        }
        ctx.cancel();
        int work = 0;
        for (int i = 0; i < 1_000; i++) {
            work += select(receive(full), receive(ctx.done())) == 0 ? 1 : 0;
        }
        assertThat(work).isBetween(300, 700);
    }

    @Test
    void manySelectsOnOneLeaveNothing() throws InterruptedException {
        Channel<Integer> busy = Channel.make();
        int rounds = 100_000;
        g.go(() -> {
            for (int i = 0; i < rounds; i++) {
                busy.send(i);
            }
        });
        var stop = receive(ctx.done());
        for (int i = 0; i < rounds; i++) {
            assertThat(select(stop, receive(busy))).isEqualTo(1);
        }
        assertThat(receivers(ctx.done())).isZero();
    }

    /** All of them have the same channel. Nobody queues up on it, so they do not meet there; in a select it acts like null. */
    @Test
    void whatIsNeverDoneHasAChannelOnWhichNothingHappens() throws InterruptedException {
        for (Context never : List.of(background(), todo(), withoutCancel(ctx))) {
            assertThat(never.done().drained()).isFalse();
            assertThat((Object) never.done().tryReceive()).isNull();
            assertThat(trySelect(receive(never.done()))).isEqualTo(-1);
            Thread waiting = g.go(() -> assertThatThrownBy(() -> never.done().receive())
                    .isInstanceOf(InterruptedException.class));
            awaitParked(waiting, "chan receive");
            Thread selecting = g.go(() -> assertThatThrownBy(() -> select(receive(never.done())))
                    .isInstanceOf(InterruptedException.class));
            awaitParked(selecting, "select (no cases)");
            ReceiveCase<Object> aimed = receive(ctx.done());
            assertThat(trySelect(aimed.channel(never.done()))).isEqualTo(-1);
            assertThat(receivers(never.done())).isZero();
            assertThat((Object) never.done().tryReceive(Duration.ofNanos(1))).isNull();
            waiting.interrupt();
            selecting.interrupt();
            g.joinAll();
            assertThat(never.err()).isNull();
            assertThat(never.cause()).isNull();
            assertThat(never.deadline()).isEmpty();
        }
    }

    /** A derived context has a channel of its own, unless it only adds a value. */
    @Test
    void derivedContextsHaveChannelsOfTheirOwnButForValues() {
        Context value = Context.withValue(ctx, Context.Key.of("k"), 1);
        assertThat((Object) value.done()).isSameAs(ctx.done());
        assertThat((Object) withCancel(ctx).done()).isNotSameAs(ctx.done());
        AtomicInteger woken = new AtomicInteger();
        g.go(() -> {
            value.done().receive();
            woken.incrementAndGet();
        });
        ctx.cancel();
        awaitUntil(() -> woken.get() == 1);
    }
}

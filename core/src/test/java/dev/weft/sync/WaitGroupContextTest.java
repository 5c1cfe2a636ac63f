package dev.weft.sync;

import static dev.weft.context.Context.background;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.ReceiveChannel;
import dev.weft.Task;
import dev.weft.context.CancelableContext;
import dev.weft.context.CanceledException;
import dev.weft.context.Context;
import dev.weft.context.ContextException;
import dev.weft.context.DeadlineExceededException;
import dev.weft.support.Goroutines;
import dev.weft.support.LiveObjects;
import dev.weft.support.OtherContext;
import dev.weft.support.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link WaitGroup#await(Context)}: the counter reaches zero, or the context is done first. */
class WaitGroupContextTest {
    private static final String WITH_CONTEXT = "select";
    private static final String WITHOUT = "sync.WaitGroup.Wait";

    @RegisterExtension
    final Goroutines g = new Goroutines();

    private final WaitGroup wg = new WaitGroup();
    private final CancelableContext ctx = Context.withCancel(background());

    private Outcome<Boolean> start(boolean virtual, Task<?> task) {
        return Outcome.start(g, virtual, () -> {
            task.run();
            return true;
        });
    }

    private Outcome<Boolean> waiting(boolean virtual, Context context) {
        return start(virtual, () -> wg.await(context)).awaitParked(WITH_CONTEXT);
    }

    @Test
    void onZeroItReturnsWhateverTheContextSays() throws InterruptedException {
        wg.await(background());
        ctx.cancel();
        wg.await(ctx);
        wg.add(1);
        wg.done();
        wg.await(ctx);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theLastDoneReleasesAll(boolean virtual) throws InterruptedException {
        wg.add(2);
        List<Outcome<Boolean>> all = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            all.add(waiting(virtual, ctx));
            all.add(waiting(virtual, background()));
            all.add(start(virtual, wg::await).awaitParked(WITHOUT));
        }
        wg.done();
        assertThat(all).allMatch(o -> o.isParked(WITH_CONTEXT) || o.isParked(WITHOUT));
        wg.done();
        all.forEach(Outcome::value);
        wg.await(ctx);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theEndOfTheContextIsThrownAndTheGroupGoesOn(boolean virtual) throws InterruptedException {
        wg.add(1);
        Outcome<Boolean> leaves = waiting(virtual, ctx);
        Outcome<Boolean> stays = waiting(virtual, background());
        Outcome<Boolean> plain = start(virtual, wg::await).awaitParked(WITHOUT);
        Exception cause = new Exception("the cause");
        ctx.cancel(cause);
        leaves.assertFailure().isExactlyInstanceOf(CanceledException.class).hasCause(cause);
        assertThat(stays.isParked(WITH_CONTEXT) && plain.isParked(WITHOUT)).isTrue();
        assertThatThrownBy(() -> wg.await(ctx)).as("done already").isExactlyInstanceOf(CanceledException.class);
        wg.done();
        stays.value();
        plain.value();
    }

    @Test
    void aDeadlineIsOneToo() {
        wg.add(1);
        Context late = Context.withTimeout(background(), Duration.ofMillis(1));
        assertThatThrownBy(() -> wg.await(late)).isExactlyInstanceOf(DeadlineExceededException.class);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anInterruptThrows(boolean virtual) throws InterruptedException {
        wg.add(1);
        Outcome<Boolean> leaves = waiting(virtual, ctx);
        Outcome<Boolean> stays = waiting(virtual, ctx);
        leaves.thread().interrupt();
        leaves.assertFailure().isExactlyInstanceOf(InterruptedException.class);
        assertThat(leaves.interruptFlag()).isFalse();
        assertThat(stays.isParked(WITH_CONTEXT)).isTrue();
        wg.done();
        stays.value();
        g.join(g.start(virtual, () -> {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> wg.await(ctx)).as("also at zero").isInstanceOf(InterruptedException.class);
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        }));
    }

    @Test
    void contextsOfSomebodyElse() throws InterruptedException {
        wg.add(1);
        Outcome<Boolean> cancelled = waiting(true, new OtherContext(ctx));
        Outcome<Boolean> never = waiting(true, new OtherContext(ctx) {
            @Override
            public ReceiveChannel<?> done() {
                return null;
            }
        });
        Outcome<Boolean> silent = waiting(true, new OtherContext(ctx) {
            @Override
            public ContextException err() {
                return null;
            }
        });
        ctx.cancel();
        cancelled.assertFailure().isExactlyInstanceOf(CanceledException.class);
        silent.assertFailure().isExactlyInstanceOf(CanceledException.class);
        assertThat(never.isParked(WITH_CONTEXT)).isTrue();
        wg.done();
        never.value();
    }

    @Test
    void misuse() {
        assertThatNullPointerException().isThrownBy(() -> wg.await((Context) null)).withMessage("ctx");
        wg.add(1);
        assertThatNullPointerException().isThrownBy(() -> wg.await((Context) null)).withMessage("ctx");
    }

    /** When the last waiter in the queue gives up, the group must not forget those that wait with a context. */
    @Test
    void whoGivesUpDoesNotTakeTheOthersAlong() throws InterruptedException {
        wg.add(1);
        Outcome<Boolean> stays = waiting(true, ctx);
        assertThat(wg.await(Duration.ofNanos(1))).isFalse();
        Outcome<Boolean> leaves = start(true, wg::await).awaitParked(WITHOUT);
        leaves.thread().interrupt();
        leaves.assertFailure().isInstanceOf(InterruptedException.class);
        wg.done();
        stays.value();
    }

    @Test
    void eachRoundIsWaitedFor() throws InterruptedException {
        for (int round = 0; round < 100; round++) {
            wg.add(1);
            Outcome<Boolean> first = waiting(round % 2 == 0, ctx);
            Outcome<Boolean> second = waiting(round % 2 != 0, background());
            wg.done();
            first.value();
            second.value();
        }
    }

    @Test
    void whoeverGivesUpLeavesNothingBehind() throws InterruptedException {
        wg.add(1);
        long before = 0;
        for (int i = 0; i < 1_010; i++) {
            if (i == 10) {
                g.joinAll();
                before = LiveObjects.count().ofTheLibrary();
            }
            CancelableContext once = Context.withCancel(ctx);
            Outcome<Boolean> waiting = waiting(true, once);
            once.cancel();
            waiting.assertFailure().isInstanceOf(CanceledException.class);
        }
        g.joinAll();
        assertThat(LiveObjects.count().ofTheLibrary() - before).isLessThan(100);
        wg.done();
    }

    /**
     * Released, cancelled and interrupted at the same time: each waiter ends in one of these ways, and none waits
     * forever.
     */
    @Test
    void oneOfThemDecides() {
        AtomicInteger released = new AtomicInteger();
        for (int round = 0; round < 500; round++) {
            WaitGroup group = new WaitGroup();
            group.add(1);
            int[] written = {0};
            CancelableContext one = Context.withCancel(background());
            Thread waiter = g.start(round % 2 == 0, () -> {
                try {
                    group.await(one);
                    assertThat(written[0]).isEqualTo(1);
                    released.incrementAndGet();
                } catch (CanceledException | InterruptedException e) {
                    // one of the possible ends
                }
            });
            Thread stays = g.go(() -> group.await(background()));
            if (ThreadLocalRandom.current().nextBoolean()) {
                g.go(waiter::interrupt);
            }
            g.go(one::cancel);
            written[0] = 1;
            group.done();
            g.join(stays);
            g.joinAll();
        }
        assertThat(released.get()).isPositive();
    }
}

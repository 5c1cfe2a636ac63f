package dev.weft.context;

import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static dev.weft.context.Context.background;
import static dev.weft.context.Context.withCancel;
import static dev.weft.context.Context.withValue;
import static dev.weft.context.ContextTree.children;
import static dev.weft.support.Goroutines.awaitParked;
import static dev.weft.support.Goroutines.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Channel;
import dev.weft.support.Goroutines;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CancelTest {
    @RegisterExtension
    final Goroutines g = new Goroutines();

    @Test
    void theEndOfTheBlockCancels() {
        Context outlives;
        try (var ctx = withCancel(background())) {
            outlives = withCancel(ctx);
            assertThat(ctx.err()).isNull();
            assertThat(outlives.err()).isNull();
        }
        assertThat(outlives.err()).isExactlyInstanceOf(CanceledException.class).hasMessage("context canceled");
        assertThat(outlives.done().drained()).isTrue();
    }

    @Test
    void onlyTheFirstCancelCounts() {
        CancelableContext ctx = withCancel(background());
        Exception first = new Exception("first");
        ctx.cancel(first);
        ctx.cancel(new Exception("second"));
        ctx.cancel(null);
        ctx.cancel();
        ctx.close();
        assertThat(ctx.cause()).isSameAs(first);
        assertThat(ctx.err()).isExactlyInstanceOf(CanceledException.class);
    }

    @Test
    void aCancelWithoutACauseIsItsOwn() {
        CancelableContext ctx = withCancel(background());
        ctx.cancel();
        ctx.cancel(new Exception("too late"));
        assertThat(ctx.cause()).isExactlyInstanceOf(CanceledException.class).hasNoCause();
        assertThat(ctx.err()).hasNoCause();
    }

    /** The trace is that of the throwing code, and leads to the cause; each exception is a new one. */
    @Test
    void errMayBeThrown() {
        CancelableContext ctx = withCancel(background());
        Exception cause = new Exception("the disk is full");
        ctx.cancel(cause);
        Context child = withValue(withCancel(ctx), Context.Key.of("k"), 1);
        assertThatThrownBy(() -> checkpoint(child))
                .isExactlyInstanceOf(CanceledException.class)
                .hasCause(cause)
                .satisfies(e -> assertThat(e.getStackTrace()).extracting(StackTraceElement::getMethodName)
                        .contains("checkpoint"))
                .isNotSameAs(child.err());
    }

    private static void checkpoint(Context ctx) {
        if (ctx.err() != null) {
            throw ctx.err();
        }
    }

    /** A ContextException may itself be the cause, when one context ends because of another. */
    @Test
    void theErrOfAnotherContextMayBeTheCause() {
        CancelableContext ctx = withCancel(background());
        DeadlineExceededException other = new DeadlineExceededException();
        ctx.cancel(other);
        assertThat(ctx.err()).isExactlyInstanceOf(CanceledException.class);
        assertThat(ctx.cause()).isSameAs(other);
        assertThat(withCancel(ctx).cause()).isSameAs(other);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anInterruptDoesNotMatter(boolean virtual) {
        g.start(virtual, () -> {
            Thread.currentThread().interrupt();
            CancelableContext parent = withCancel(background());
            CancelableContext child = withCancel(parent);
            CancelableContext timed = Context.withTimeout(parent, Duration.ofHours(1));
            AfterFunc f = Context.afterFunc(parent, () -> {});
            assertThat(f.stop()).isTrue();
            child.cancel();
            parent.cancel();
            assertThat(timed.err()).isNotNull();
            assertThat(child.err()).isNotNull();
            assertThat(Thread.interrupted()).isTrue();
        });
    }

    @Test
    void allWhoWaitAreWoken() {
        CancelableContext parent = withCancel(background());
        Context child = withCancel(parent);
        Channel<Integer> idle = Channel.make();
        List<Thread> receivers = new ArrayList<>();
        List<Thread> selects = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            Context ctx = i % 2 == 0 ? parent : child;
            receivers.add(g.start(i % 3 == 0, () -> assertThat((Object) ctx.done().receive()).isNull()));
            selects.add(g.go(() -> assertThat(select(receive(idle), receive(ctx.done()))).isEqualTo(1)));
        }
        receivers.forEach(t -> awaitParked(t, "chan receive"));
        selects.forEach(t -> awaitParked(t, "select"));
        parent.cancel();
        g.joinAll();
    }

    @Test
    void aWaitForDoneCanBeInterrupted() {
        CancelableContext ctx = withCancel(background());
        Thread t = g.go(() -> assertThatThrownBy(() -> ctx.done().receive()).isInstanceOf(InterruptedException.class));
        awaitParked(t, "chan receive");
        t.interrupt();
        g.join(t);
        assertThat(ctx.err()).isNull();
    }

    /** Whichever is first, the child is done when both have finished, and the parent keeps nothing. */
    @Test
    void aChildThatIsMadeWhileItsParentIsCancelledIsDone() {
        for (int i = 0; i < 2_000; i++) {
            CancelableContext parent = withCancel(background());
            Exception cause = new Exception();
            AtomicInteger ran = new AtomicInteger();
            AtomicInteger begun = new AtomicInteger();
            Context[] made = new Context[1];
            Thread maker = g.go(() -> {
                begun.incrementAndGet();
                Context child = withCancel(parent);
                Context.afterFunc(parent, ran::incrementAndGet);
                made[0] = withCancel(child);
            });
            if (i % 2 == 0) {
                awaitUntil(() -> begun.get() > 0);
            }
            parent.cancel(cause);
            g.join(maker);
            assertThat(made[0].err()).isExactlyInstanceOf(CanceledException.class);
            assertThat(made[0].cause()).isSameAs(cause);
            assertThat(children(parent)).isEmpty();
            awaitUntil(() -> ran.get() == 1);
        }
        g.joinAll();
    }

    /**
     * Contexts are cancelled at once everywhere in a random tree. Whenever a cancel has returned, all contexts below
     * are done. In the end, each context has its own cause, or that of its parent.
     */
    @Test
    void whenCancelReturnsAllBelowIsDoneWhoeverElseIsAtIt() {
        for (int round = 0; round < 300; round++) {
            int n = 200;
            int depth = 1 + round % 20; // from wide to narrow
            CancelableContext[] tree = new CancelableContext[n];
            int[] parents = new int[n];
            Exception[] causes = new Exception[n];
            for (int i = 0; i < n; i++) {
                parents[i] = i == 0 ? -1 : Math.max(0, i - 1 - ThreadLocalRandom.current().nextInt(n / depth));
                tree[i] = withCancel(i == 0 ? background() : tree[parents[i]]);
                causes[i] = new Exception("of " + i);
            }
            for (int k = 0; k < 4; k++) {
                int first = k == 0 ? 0 : ThreadLocalRandom.current().nextInt(n / 2);
                g.start(k % 2 == 0, () -> {
                    tree[first].cancel(causes[first]);
                    boolean[] below = new boolean[n];
                    below[first] = true;
                    for (int i = first; i < n; i++) {
                        below[i] |= i > first && parents[i] >= 0 && below[parents[i]];
                        if (below[i]) {
                            assertThat(tree[i].err()).as("%d below %d", i, first).isNotNull();
                            assertThat(tree[i].done().drained()).isTrue();
                        }
                    }
                });
            }
            g.joinAll();
            for (int i = 0; i < n; i++) {
                Exception cause = tree[i].cause();
                assertThat(cause == causes[i] || i > 0 && cause == tree[parents[i]].cause()).as("cause of %d", i)
                        .isTrue();
                assertThat(Arrays.asList(causes)).contains(cause);
                assertThat(children(tree[i])).isEmpty();
            }
        }
    }

    /** Plain variables: what is written before the cancel is visible after err, cause, and in the function. */
    @Test
    void whatHappenedBeforeCancelIsSeenAfterwards() {
        for (int i = 0; i < 1_000; i++) {
            int[] plain = new int[1];
            CancelableContext parent = withCancel(background());
            Context child = withCancel(parent);
            g.go(() -> {
                child.done().receive();
                assertThat(plain[0]).isEqualTo(1);
            });
            g.platform(() -> {
                while (child.err() == null) {
                    Thread.onSpinWait();
                }
                assertThat(plain[0]).isEqualTo(1);
            });
            Channel<Integer> seen = Channel.make(1);
            Context.afterFunc(child, () -> seen.send(plain[0]));
            plain[0] = 1;
            parent.cancel();
            g.go(() -> assertThat(seen.receive()).isEqualTo(1));
            g.joinAll();
        }
    }
}

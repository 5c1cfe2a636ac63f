package dev.weft.conformance.context;

import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static dev.weft.Select.trySelect;
import static dev.weft.context.Context.afterFunc;
import static dev.weft.context.Context.background;
import static dev.weft.context.Context.todo;
import static dev.weft.context.Context.withCancel;
import static dev.weft.context.Context.withDeadline;
import static dev.weft.context.Context.withTimeout;
import static dev.weft.context.Context.withValue;
import static dev.weft.context.Context.withoutCancel;
import static dev.weft.context.ContextTree.children;
import static dev.weft.context.ContextTree.receivers;
import static dev.weft.support.Goroutines.LONG;
import static dev.weft.support.Goroutines.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.weft.Channel;
import dev.weft.Go;
import dev.weft.Unit;
import dev.weft.context.AfterFunc;
import dev.weft.context.CancelableContext;
import dev.weft.context.CanceledException;
import dev.weft.context.Context;
import dev.weft.context.Context.Key;
import dev.weft.context.ContextException;
import dev.weft.context.DeadlineExceededException;
import dev.weft.support.Goroutines;
import dev.weft.support.OtherContext;
import dev.weft.time.Timers;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Contexts. Where Go compares an error with {@code Canceled}, or with a cause, these tests check the type. */
@DisplayName("src/context/x_test.go")
class XTest {
    private static final Duration SHORT = Duration.ofMillis(1);
    private static final Duration FOREVER = Duration.ofHours(1000);
    private static final Class<CanceledException> CANCELED = CanceledException.class;
    private static final Class<DeadlineExceededException> DEADLINE_EXCEEDED = DeadlineExceededException.class;
    private static final Key<String> KEY = Key.of("key");

    @RegisterExtension
    final Goroutines g = new Goroutines();

    private static void assertOpen(Context... contexts) {
        for (Context ctx : contexts) {
            assertThat(trySelect(receive(ctx.done()))).as("%s", ctx).isEqualTo(-1);
            assertThat(ctx.err()).as("%s", ctx).isNull();
        }
    }

    private static void assertDone(Class<? extends ContextException> err, Context... contexts) {
        for (Context ctx : contexts) {
            assertThat(trySelect(receive(ctx.done()))).as("%s", ctx).isZero();
            assertThat(ctx.err()).as("%s", ctx).isExactlyInstanceOf(err);
        }
    }

    private static void awaitDone(Class<? extends ContextException> err, Context ctx) throws InterruptedException {
        assertThat(select(LONG, receive(ctx.done()))).as("%s", ctx).isZero();
        assertThat(ctx.err()).as("%s", ctx).isExactlyInstanceOf(err);
    }

    @Test
    @DisplayName("TestParentFinishesChild")
    void aParentEndsItsChildren() {
        CancelableContext parent = withCancel(background());
        Context cancelChild = withCancel(parent);
        Context valueChild = withValue(parent, KEY, "value");
        Context timerChild = withTimeout(valueChild, FOREVER);
        AfterFunc afterChild = afterFunc(parent, () -> {});
        assertOpen(parent, cancelChild, timerChild, valueChild);
        assertThat(children(parent)).hasSize(3);
        assertThat(new ArrayList<Object>(children(parent)))
                .containsExactlyInAnyOrder(cancelChild.done(), timerChild.done(), afterChild);

        parent.cancel();
        assertThat(children(parent)).isEmpty();
        assertDone(CANCELED, parent, cancelChild, valueChild, timerChild);
        assertDone(CANCELED, withValue(parent, KEY, "value"));
    }

    @Test
    @DisplayName("TestChildFinishesFirst")
    void aChildEndsWithoutItsParent() {
        CancelableContext cancelable = withCancel(background());
        for (Context parent : new Context[] {background(), cancelable}) {
            CancelableContext child = withCancel(parent);
            assertOpen(parent, child);
            if (parent == cancelable) {
                assertThat(new ArrayList<Object>(children(parent))).containsExactly(child.done());
            }
            child.cancel();
            assertThat(children(parent)).isEmpty();
            assertDone(CANCELED, child);
            assertOpen(parent);
        }
    }

    @Test
    @DisplayName("TestCancelRemoves")
    void cancelTakesTheChildOutOfItsParent() {
        CancelableContext parent = withCancel(background());
        assertThat(children(parent)).isEmpty();
        CancelableContext child = withCancel(parent);
        assertThat(children(parent)).hasSize(1);
        child.cancel();
        assertThat(children(parent)).isEmpty();

        parent = withCancel(background());
        child = withTimeout(parent, Duration.ofHours(1));
        assertThat(children(parent)).hasSize(1);
        child.cancel();
        assertThat(children(parent)).isEmpty();

        parent = withCancel(background());
        AfterFunc stop = afterFunc(parent, () -> {});
        assertThat(children(parent)).hasSize(1);
        stop.stop();
        assertThat(children(parent)).isEmpty();
    }

    /** A goroutine that watches a channel is parked on it. */
    @Test
    @DisplayName("TestCustomContextGoroutines")
    void onlyAChannelThatIsNoneOfTheLibrarysOwnTakesAGoroutine() {
        CustomDoneContext custom = new CustomDoneContext(background(), Channel.make());
        for (CancelableContext ctx : new CancelableContext[] {withCancel(custom), withTimeout(custom, FOREVER)}) {
            awaitUntil(() -> receivers(custom.done()) > 0);
            ctx.cancel();
        }
        awaitUntil(() -> receivers(custom.done()) == 0);
        assertThat(custom.watchers).isEqualTo(2);

        CancelableContext ctx1 = withCancel(background());
        Context ctx2 = new OtherContext(ctx1);
        Context ctx3 = withCancel(ctx2);
        CustomDoneContext ownDone = new CustomDoneContext(ctx2, Channel.make());
        CancelableContext ctx3b = withCancel(ownDone); // ctx1 must not be used, because its channel is another one
        awaitUntil(() -> receivers(ownDone.done()) == 1);
        Context ctx4 = withTimeout(ctx3, FOREVER);
        CancelableContext ctx5 = withCancel(ctx4);
        ctx5.cancel();
        withTimeout(ctx5, FOREVER).cancel();
        ctx1.cancel();
        assertDone(CANCELED, ctx1, ctx2, ctx3, ctx4, ctx5, withCancel(ctx5));
        assertOpen(ctx3b);
        assertThat(receivers(ctx1.done())).isZero();
        assertThat(receivers(ownDone.done())).isEqualTo(1);
        ctx3b.cancel();
        awaitUntil(() -> receivers(ownDone.done()) == 0);
        assertThat(ownDone.watchers).isEqualTo(1);
    }

    @Test
    @DisplayName("TestBackground")
    void backgroundIsNeverDone() {
        assertThat(background()).hasToString("context.Background");
        assertOpen(background());
    }

    @Test
    @DisplayName("TestTODO")
    void todoIsNeverDone() {
        assertThat(todo()).hasToString("context.TODO");
        assertOpen(todo());
    }

    @Test
    @DisplayName("TestWithCancel")
    void cancelReachesAllBeforeItReturns() {
        CancelableContext c1 = withCancel(background());
        assertThat(c1).hasToString("context.Background.WithCancel");
        Context o = new OtherContext(c1);
        Context c2 = withCancel(o);
        assertOpen(c1, o, c2);
        c1.cancel();
        assertDone(CANCELED, c1, o, c2);
    }

    @Test
    @DisplayName("TestDeadline")
    void aDeadlinePasses() throws InterruptedException {
        Context c = withDeadline(background(), Timers.now().plus(SHORT));
        assertThat(c.toString()).startsWith("context.Background.WithDeadline(");
        awaitDone(DEADLINE_EXCEEDED, c);
        awaitDone(DEADLINE_EXCEEDED, new OtherContext(withDeadline(background(), Timers.now().plus(SHORT))));
        c = new OtherContext(withDeadline(background(), Timers.now().plus(SHORT)));
        awaitDone(DEADLINE_EXCEEDED, withDeadline(c, Timers.now().plus(FOREVER)));
        awaitDone(DEADLINE_EXCEEDED, withDeadline(background(), Timers.now().minus(SHORT)));
        awaitDone(DEADLINE_EXCEEDED, withDeadline(background(), Timers.now()));
    }

    @Test
    @DisplayName("TestTimeout")
    void aTimeIsOver() throws InterruptedException {
        Context c = withTimeout(background(), SHORT);
        assertThat(c.toString()).startsWith("context.Background.WithDeadline(");
        awaitDone(DEADLINE_EXCEEDED, c);
        awaitDone(DEADLINE_EXCEEDED, new OtherContext(withTimeout(background(), SHORT)));
        awaitDone(DEADLINE_EXCEEDED, withTimeout(new OtherContext(withTimeout(background(), SHORT)), FOREVER));
    }

    @Test
    @DisplayName("TestCanceledTimeout")
    void aContextWithADeadlineIsCancelled() {
        CancelableContext c = withTimeout(new OtherContext(withTimeout(background(), Duration.ofHours(1))), FOREVER);
        c.cancel();
        assertDone(CANCELED, c);
    }

    @Test
    @DisplayName("TestValues")
    void theNearestValueOfTheVeryKeyIsFound() {
        Key<String> k1 = Key.of("k1");
        Key<String> k2 = Key.of("k1"); // the same name
        Key<String> k3 = Key.of("k3");
        record Check(Key<String> k1, Key<String> k2, Key<String> k3) {
            void values(Context c, String v1, String v2, String v3) {
                assertThat(c.value(k1)).as("%s", c).isEqualTo(v1);
                assertThat(c.value(k2)).as("%s", c).isEqualTo(v2);
                assertThat(c.value(k3)).as("%s", c).isEqualTo(v3);
            }
        }
        Check check = new Check(k1, k2, k3);
        check.values(background(), null, null, null);
        Context c1 = withValue(background(), k1, "c1k1");
        check.values(c1, "c1k1", null, null);
        assertThat(c1).hasToString("context.Background.WithValue(k1, c1k1)");
        Context c2 = withValue(c1, k2, "c2k2");
        check.values(c2, "c1k1", "c2k2", null);
        assertThat(c2).hasToString("context.Background.WithValue(k1, c1k1).WithValue(k1, c2k2)");
        Context c3 = withValue(c2, k3, "c3k3");
        check.values(c3, "c1k1", "c2k2", "c3k3");
        Context c4 = withValue(c3, k1, null);
        check.values(c4, null, "c2k2", "c3k3");
        assertThat(c4).hasToString("context.Background.WithValue(k1, c1k1).WithValue(k1, c2k2).WithValue(k3, c3k3)"
                + ".WithValue(k1, null)");

        check.values(new OtherContext(background()), null, null, null);
        Context o1 = new OtherContext(withValue(background(), k1, "c1k1"));
        check.values(o1, "c1k1", null, null);
        check.values(withValue(o1, k2, "o2k2"), "c1k1", "o2k2", null);
        Context o3 = new OtherContext(c4);
        check.values(o3, null, "c2k2", "c3k3");
        check.values(withValue(o3, k3, null), null, "c2k2", null);
    }

    /** Go's limits are numbers of objects. */
    private static final int OBJECT = 64;

    /** The mean number of bytes that the thread allocates. */
    private static long allocated(Runnable work) {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        work.run();
        int runs = 100;
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < runs; i++) {
            work.run();
        }
        return (threads.getCurrentThreadAllocatedBytes() - before) / runs;
    }

    @Test
    @DisplayName("TestAllocs")
    void littleIsAllocated() {
        assertThat(allocated(Context::background)).as("background").isZero();
        assertThat(allocated(() -> withValue(background(), KEY, null).value(KEY))).as("withValue")
                .isLessThan(3 * OBJECT);
        assertThat(allocated(() -> Go.unchecked(() -> withTimeout(background(), Duration.ofNanos(1)).done().receive())))
                .as("withTimeout that passes").isLessThan(12 * OBJECT);
        assertThat(allocated(() -> {
            CancelableContext ctx = withCancel(background());
            ctx.cancel();
            Go.unchecked(() -> ctx.done().receive());
        })).as("withCancel").isLessThan(5 * OBJECT);
        assertThat(allocated(() -> {
            CancelableContext ctx = withTimeout(background(), Duration.ofHours(5));
            ctx.cancel();
            Go.unchecked(() -> ctx.done().receive());
        })).as("withTimeout that is cancelled").isLessThan(8 * OBJECT);
    }

    @Test
    @DisplayName("TestSimultaneousCancels")
    void aWholeTreeIsCancelledEverywhereAtOnce() throws InterruptedException {
        List<CancelableContext> tree = new ArrayList<>();
        Queue<CancelableContext> leaves = new ArrayDeque<>();
        CancelableContext root = withCancel(background());
        tree.add(root);
        leaves.add(root);
        while (tree.size() < 100) {
            Context parent = leaves.remove();
            for (int i = 0; i < 4; i++) {
                CancelableContext child = withCancel(parent);
                tree.add(child);
                leaves.add(child);
            }
        }
        Collections.shuffle(tree);
        tree.forEach(ctx -> g.go(ctx::cancel));
        Collections.shuffle(tree);
        for (Context ctx : tree) {
            awaitDone(CANCELED, ctx);
        }
        g.joinAll();
    }

    @Test
    @DisplayName("TestInterlockedCancels")
    void aChildIsCancelledByOneWhoHasSeenItsParentDone() throws InterruptedException {
        CancelableContext parent = withCancel(background());
        CancelableContext child = withCancel(parent);
        g.go(() -> {
            parent.done().receive();
            child.cancel();
        });
        parent.cancel();
        awaitDone(CANCELED, child);
    }

    @Test
    @DisplayName("TestLayersCancel")
    void manyLayersAreCancelled() throws InterruptedException {
        layers(false);
    }

    @Test
    @DisplayName("TestLayersTimeout")
    void manyLayersTimeOut() throws InterruptedException {
        layers(true);
    }

    private static void layers(boolean timeout) throws InterruptedException {
        long seed = Long.getLong("weft.seed", System.nanoTime());
        String as = "-Dweft.seed=" + seed;
        Random random = new Random(seed);
        List<Key<Object>> keys = new ArrayList<>();
        List<CancelableContext> cancelable = new ArrayList<>();
        int timers = 0;
        Context ctx = background();
        for (int i = 0; i < 30 || timers == 0 || cancelable.isEmpty() || keys.isEmpty(); i++) {
            int kind = random.nextInt(3);
            if (kind == 0) {
                Key<Object> key = Key.of("key");
                ctx = withValue(ctx, key, key);
                keys.add(key);
                continue;
            }
            CancelableContext next =
                    kind == 1 ? withCancel(ctx) : withTimeout(ctx, timeout ? SHORT : FOREVER);
            timers += kind - 1;
            cancelable.add(next);
            ctx = next;
        }
        if (!timeout) {
            assertOpen(ctx);
        }
        assertThat(ctx.toString()).as(as).startsWith("context.Background.");
        for (Key<Object> key : keys) {
            assertThat(ctx.value(key)).as(as).isSameAs(key);
        }
        if (timeout) {
            awaitDone(DEADLINE_EXCEEDED, ctx);
        } else {
            cancelable.get(random.nextInt(cancelable.size())).cancel();
            assertDone(CANCELED, ctx);
        }
        for (Key<Object> key : keys) {
            assertThat(ctx.value(key)).as(as).isSameAs(key);
        }
    }

    @Test
    @DisplayName("TestWithCancelCanceledParent")
    void aChildOfACancelledParentIsCancelled() {
        CancelableContext parent = withCancel(background());
        Exception cause = new Exception("Because!");
        parent.cancel(cause);
        Context c = withCancel(parent);
        assertDone(CANCELED, c);
        assertThat(c.cause()).isSameAs(cause);
    }

    @Test
    @DisplayName("TestWithCancelSimultaneouslyCanceledParent")
    void aParentIsCancelledWhileAChildIsMade() throws InterruptedException {
        for (int i = 0; i < 100; i++) {
            CancelableContext parent = withCancel(background());
            Exception cause = new Exception("Because!");
            g.go(() -> parent.cancel(cause));
            Context c = withCancel(parent);
            awaitDone(CANCELED, c);
            assertThat(c.cause()).isSameAs(cause);
        }
    }

    @Test
    @DisplayName("TestWithValueChecksKey")
    void aKeyIsNotNull() {
        assertThatNullPointerException().isThrownBy(() -> withValue(background(), null, "bar")).withMessage("nil key");
    }

    @Test
    @DisplayName("TestInvalidDerivedFail")
    void aParentIsNotNull() {
        String text = "cannot create context from nil parent";
        assertThatNullPointerException().isThrownBy(() -> withCancel(null)).withMessageStartingWith(text);
        assertThatNullPointerException()
                .isThrownBy(() -> withDeadline(null, Timers.now().plus(SHORT))).withMessageStartingWith(text);
        assertThatNullPointerException().isThrownBy(() -> withValue(null, KEY, "bar")).withMessageStartingWith(text);
    }

    @ParameterizedTest
    @MethodSource("dev.weft.conformance.context.Cause#all")
    @DisplayName("TestCause")
    void theFirstEndDecidesTheCause(Cause c) {
        assertThat(Cause.all()).hasSize(23);
        Context ctx = c.ctx().get();
        if (c.err() == null) {
            assertThat(ctx.err()).isNull();
        } else {
            assertThat(ctx.err()).isExactlyInstanceOf(c.err());
        }
        if (c.cause() instanceof Class<?> type) {
            assertThat(ctx.cause()).isExactlyInstanceOf(type).hasNoCause();
        } else {
            assertThat(ctx.cause()).isSameAs(c.cause());
        }
    }

    @Test
    @DisplayName("TestCauseRace")
    void aCauseIsSeenAsSoonAsItIsThere() {
        Exception cause = new Exception("TestCauseRace");
        CancelableContext ctx = withCancel(background());
        g.go(() -> ctx.cancel(cause));
        while (ctx.cause() == null) {
            Go.gosched();
        }
        assertThat(ctx.cause()).isSameAs(cause);
    }

    @Test
    @DisplayName("TestWithoutCancel")
    void withoutCancelKeepsTheValues() {
        Context ctx = withoutCancel(withValue(background(), KEY, "value"));
        assertThat(ctx.deadline()).isEmpty();
        assertOpen(ctx);
        assertThat(ctx.value(KEY)).isEqualTo("value");
    }

    @Test
    @DisplayName("TestCustomContextPropagation")
    void theCausePassesThroughAContextWithAChannelOfItsOwn() throws InterruptedException {
        Exception cause = new Exception("TestCustomContextPropagation");
        Channel<Unit> done = Channel.make();
        CancelableContext ctx1 = withCancel(background());
        Context ctx2 = new CustomDoneContext(ctx1, done);
        Context ctx3 = withCancel(ctx2);
        ctx1.cancel(cause);
        done.close();
        awaitDone(CANCELED, ctx3);
        assertThat(ctx3.cause()).isSameAs(cause);
    }

    @Test
    @DisplayName("TestCustomContextCause")
    void aContextOfOnesOwnHasACauseToo() {
        CustomCauseContext custom = new CustomCauseContext();
        custom.cancel();
        assertThat(custom.err()).isExactlyInstanceOf(CANCELED);
        assertThat(custom.cause()).isExactlyInstanceOf(CANCELED);

        custom = new CustomCauseContext();
        CancelableContext ctx = withCancel(custom);
        Exception cause = new Exception("TestCustomContextCause");
        ctx.cancel(cause);
        assertThat(ctx.err()).isExactlyInstanceOf(CANCELED);
        assertThat(ctx.cause()).isSameAs(cause);
        assertThat(custom.err()).isNull();
        assertThat(custom.cause()).isNull();

        custom.cancel();
        assertThat(ctx.err()).isExactlyInstanceOf(CANCELED);
        assertThat(ctx.cause()).isSameAs(cause);
        assertThat(custom.err()).isExactlyInstanceOf(CANCELED);
        assertThat(custom.cause()).isExactlyInstanceOf(CANCELED);

        custom = new CustomCauseContext();
        ctx = withCancel(custom);
        custom.setChild(ctx);
        custom.cancel();
        assertThat(ctx.err()).isExactlyInstanceOf(CANCELED);
        assertThat(ctx.cause()).isExactlyInstanceOf(CANCELED).hasNoCause();
        assertThat(custom.err()).isExactlyInstanceOf(CANCELED);
        assertThat(custom.cause()).isExactlyInstanceOf(CANCELED);
    }

    @Test
    @DisplayName("TestAfterFuncCalledAfterCancel")
    void aFunctionRunsAfterCancel() throws InterruptedException {
        CancelableContext ctx = withCancel(background());
        Channel<Unit> ran = Channel.make();
        AfterFunc stop = afterFunc(ctx, ran::close);
        assertThat(select(SHORT, receive(ran))).isEqualTo(-1);
        ctx.cancel();
        assertThat(select(LONG, receive(ran))).isZero();
        assertThat(stop.stop()).isFalse();
    }

    @Test
    @DisplayName("TestAfterFuncCalledAfterTimeout")
    void aFunctionRunsAfterTheDeadline() throws InterruptedException {
        Channel<Unit> ran = Channel.make();
        afterFunc(withTimeout(background(), SHORT), ran::close);
        assertThat(select(LONG, receive(ran))).isZero();
    }

    @Test
    @DisplayName("TestAfterFuncCalledImmediately")
    void aFunctionRunsAtOnceIfItIsDone() throws InterruptedException {
        CancelableContext ctx = withCancel(background());
        ctx.cancel();
        Channel<Unit> ran = Channel.make();
        afterFunc(ctx, ran::close);
        assertThat(select(LONG, receive(ran))).isZero();
    }

    @Test
    @DisplayName("TestAfterFuncNotCalledAfterStop")
    void aFunctionThatIsStoppedDoesNotRun() throws InterruptedException {
        CancelableContext ctx = withCancel(background());
        AtomicInteger runs = new AtomicInteger();
        AfterFunc stop = afterFunc(ctx, runs::incrementAndGet);
        assertThat(stop.stop()).isTrue();
        Channel<Unit> other = Channel.make();
        afterFunc(ctx, other::close);
        ctx.cancel();
        assertThat(select(LONG, receive(other))).isZero();
        Go.gosched();
        assertThat(runs).hasValue(0);
        assertThat(stop.stop()).isFalse();
    }

    @Test
    @DisplayName("TestAfterFuncCalledAsynchronously")
    void cancelDoesNotWaitForAFunction() throws InterruptedException {
        CancelableContext ctx = withCancel(background());
        Channel<Unit> c = Channel.make();
        AfterFunc stop = afterFunc(ctx, () -> c.send(Unit.UNIT));
        ctx.cancel();
        assertThat(c.tryReceive(LONG)).isEqualTo(Unit.UNIT);
        assertThat(stop.stop()).isFalse();
    }

    @Test
    @DisplayName("TestContextErrDoneRace")
    void whereThereIsAnErrTheChannelIsClosed() {
        for (int i = 0; i < 10; i++) {
            CancelableContext ctx = withCancel(background());
            var done = receive(ctx.done());
            g.go(ctx::cancel);
            while (ctx.err() == null) {
                Thread.onSpinWait();
            }
            assertThat(trySelect(done)).isZero();
        }
    }
}

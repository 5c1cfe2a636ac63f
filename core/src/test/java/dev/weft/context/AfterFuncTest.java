package dev.weft.context;

import static dev.weft.context.Context.afterFunc;
import static dev.weft.context.Context.background;
import static dev.weft.context.Context.withCancel;
import static dev.weft.context.Context.withValue;
import static dev.weft.context.ContextTree.children;
import static dev.weft.support.Goroutines.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Channel;
import dev.weft.Go;
import dev.weft.support.Goroutines;
import dev.weft.support.OtherContext;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AfterFuncTest {
    @RegisterExtension
    final Goroutines g = new Goroutines();

    private final CancelableContext ctx = withCancel(background());
    private final AtomicInteger runs = new AtomicInteger();

    @Test
    void runsInAGoroutineOfItsOwn() throws InterruptedException {
        Channel<Thread> c = Channel.make();
        afterFunc(ctx, () -> c.send(Thread.currentThread()));
        ctx.cancel();
        assertThat(c.receive()).isNotSameAs(Thread.currentThread()).matches(Thread::isVirtual);
        assertThat(runs).hasValue(0);
    }

    @Test
    void eachFunctionIsOnItsOwn() {
        AfterFunc[] functions = new AfterFunc[10];
        for (int i = 0; i < functions.length; i++) {
            functions[i] = afterFunc(ctx, runs::incrementAndGet);
        }
        assertThat(functions[3].stop()).isTrue();
        assertThat(functions[3].stop()).isFalse();
        assertThat(children(ctx)).hasSize(9);
        ctx.cancel();
        ctx.cancel();
        assertThat(children(ctx)).isEmpty();
        awaitUntil(() -> runs.get() == 9);
        for (AfterFunc f : functions) {
            assertThat(f.stop()).isFalse();
        }
        assertThat(runs).hasValue(9);
    }

    @Test
    void theEndOfTheBlockCallsItOff() {
        AfterFunc kept;
        try (AfterFunc f = afterFunc(ctx, runs::incrementAndGet)) {
            kept = f;
            assertThat(children(ctx)).hasSize(1);
        }
        assertThat(children(ctx)).isEmpty();
        assertThat(kept.stop()).isFalse();
        ctx.cancel();
        kept.close();
        assertThat(runs).hasValue(0);
    }

    /** There is nothing left to cancel; the block ends as if there had been. */
    @Test
    void theEndOfTheBlockMayComeAfterTheFunctionOrAnotherStop() {
        try (AfterFunc f = afterFunc(ctx, runs::incrementAndGet)) {
            assertThat(f.stop()).isTrue();
        }
        try (AfterFunc f = afterFunc(ctx, runs::incrementAndGet)) {
            ctx.cancel();
            awaitUntil(() -> runs.get() == 1);
            f.close();
        }
        try (AfterFunc f = afterFunc(ctx, runs::incrementAndGet)) {
            awaitUntil(() -> runs.get() == 2);
        }
        assertThat(children(ctx)).isEmpty();
    }

    /** This includes contexts that are never done. */
    @Test
    void stopSaysWhetherItKeptTheFunctionFromRunning() {
        for (Context never : new Context[] {background(), Context.todo(), Context.withoutCancel(ctx)}) {
            AfterFunc f = afterFunc(never, runs::incrementAndGet);
            assertThat(f.stop()).isTrue();
            assertThat(f.stop()).isFalse();
        }
        ctx.cancel();
        AfterFunc f = afterFunc(ctx, runs::incrementAndGet);
        assertThat(f.stop()).isFalse();
        awaitUntil(() -> runs.get() == 1);
    }

    /** Either it has run, or stop has returned true, even where a goroutine watches the context. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void stopRacesWithCancel(boolean foreign) {
        for (int i = 0; i < 1_000; i++) {
            runs.set(0);
            CancelableContext c = withCancel(background());
            Channel<Integer> done = Channel.make();
            Context parent = !foreign ? c : new OtherContext(c) {
                @Override
                public Channel<Integer> done() {
                    return done;
                }
            };
            AfterFunc f = afterFunc(parent, runs::incrementAndGet);
            AtomicInteger stopped = new AtomicInteger();
            for (int k = 0; k < 2; k++) {
                g.go(() -> {
                    if (f.stop()) {
                        stopped.incrementAndGet();
                    }
                });
            }
            c.cancel();
            done.close();
            g.joinAll();
            awaitUntil(() -> runs.get() + stopped.get() == 1);
            assertThat(f.stop()).isFalse();
            Go.gosched();
            assertThat(runs.get() + stopped.get()).isEqualTo(1);
        }
    }

    /** No lock is held while a function runs, so it may do anything with contexts. */
    @Test
    void aFunctionMayCancelStopAndDerive() {
        CancelableContext child = withCancel(ctx);
        AfterFunc[] self = new AfterFunc[1];
        CountDownLatch set = new CountDownLatch(1);
        self[0] = afterFunc(child, () -> {
            set.await();
            assertThat(self[0].stop()).isFalse();
            child.cancel();
            ctx.cancel(new Exception());
            assertThat(withCancel(child).err()).isNotNull();
            afterFunc(ctx, runs::incrementAndGet);
        });
        set.countDown();
        child.cancel();
        awaitUntil(() -> runs.get() == 1);
        assertThat(ctx.err()).isNotNull();
    }

    /** As in any goroutine; and the failure stops no other function. */
    @Test
    void whatAFunctionThrowsGoesToTheHandlerOfItsThread() throws InterruptedException {
        IllegalStateException failure = new IllegalStateException("of the test");
        Channel<Throwable> handled = Channel.make();
        afterFunc(ctx, () -> {
            Thread.currentThread().setUncaughtExceptionHandler((t, e) -> Go.unchecked(() -> handled.send(e)));
            throw failure;
        });
        afterFunc(ctx, runs::incrementAndGet);
        ctx.cancel();
        assertThat(handled.receive()).isSameAs(failure);
        awaitUntil(() -> runs.get() == 1);
    }

    @Test
    void runsWhenAnAncestorIsDone() {
        Context below = withValue(withCancel(withValue(ctx, Context.Key.of("k"), 1)), Context.Key.of("k"), 2);
        afterFunc(below, runs::incrementAndGet);
        afterFunc(new OtherContext(below), runs::incrementAndGet);
        ctx.cancel();
        awaitUntil(() -> runs.get() == 2);
    }

    /** The package documentation's example for code that does not know contexts. */
    @Test
    void contextsAndTheJdk() {
        CompletableFuture<String> future = new CompletableFuture<>();
        afterFunc(ctx, () -> future.cancel(true));
        Thread waiting = g.go(() -> assertThatThrownBy(() -> Thread.sleep(Duration.ofHours(1)))
                .isInstanceOf(InterruptedException.class));
        afterFunc(ctx, waiting::interrupt);
        ctx.cancel();
        g.join(waiting);
        awaitUntil(future::isCancelled);

        CompletableFuture<String> other = new CompletableFuture<>();
        CancelableContext until = withCancel(background());
        other.whenComplete((result, failure) -> until.cancel());
        other.complete("done");
        assertThat(until.err()).isNotNull();
    }

    @Test
    void nullIsRejected() {
        assertThatNullPointerException().isThrownBy(() -> afterFunc(ctx, null)).withMessage("f");
        assertThatNullPointerException().isThrownBy(() -> ctx.whenDone(null)).withMessage("f");
        assertThatNullPointerException().isThrownBy(() -> afterFunc(null, () -> {}));
        assertThat(children(ctx)).isEmpty();
    }
}

package dev.weft.sync;

import static dev.weft.context.Context.background;
import static dev.weft.support.Goroutines.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.weft.Channel;
import dev.weft.Go;
import dev.weft.Task;
import dev.weft.UncheckedInterruptedException;
import dev.weft.Unit;
import dev.weft.context.CancelableContext;
import dev.weft.context.CanceledException;
import dev.weft.context.Context;
import dev.weft.support.FailingStarter;
import dev.weft.support.Goroutines;
import dev.weft.support.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrGroupTest {
    private static final String AWAIT = "sync.WaitGroup.Wait";

    @RegisterExtension
    final Goroutines g = new Goroutines();

    @Test
    void anEmptyGroupIsThroughAtOnce() throws Exception {
        ErrGroup group = new ErrGroup();
        assertThat(group.await()).isNull();
        group.awaitOrThrow();
        assertThat(group.context()).isSameAs(background());
    }

    @Test
    void awaitWaitsForAllAndSeesWhatTheyHaveWritten() throws Exception {
        for (int round = 0; round < 200; round++) {
            ErrGroup group = new ErrGroup();
            int[] slots = new int[16]; // synchronized by the group alone
            for (int i = 0; i < slots.length; i++) {
                int n = i;
                group.go(() -> slots[n] = n + 1);
            }
            group.awaitOrThrow();
            assertThat(slots).doesNotContain(0);
        }
    }

    static Exception[] exceptions() {
        InterruptedException interrupted = new InterruptedException();
        return new Exception[] {
            new IOException("checked"), new IllegalStateException("unchecked"), new CanceledException(), interrupted,
            new UncheckedInterruptedException(interrupted)
        };
    }

    /**
     * An exception that reports an interrupt counts, too: the task has not done its part. But the awaiting thread was
     * not interrupted.
     */
    @ParameterizedTest
    @MethodSource("exceptions")
    void theVeryExceptionIsReturnedAndThrownAndTheCause(Exception e) throws InterruptedException {
        ErrGroup group = ErrGroup.withContext(background());
        AtomicReference<Throwable> handled = new AtomicReference<>();
        group.go(() -> {
            Thread.currentThread().setUncaughtExceptionHandler((t, failure) -> handled.set(failure));
            throw e;
        });
        assertThat(group.await()).isSameAs(e);
        assertThat(group.await()).isSameAs(e);
        Throwable thrown = catchThrowable(group::awaitOrThrow);
        if (e instanceof InterruptedException || e instanceof UncheckedInterruptedException) {
            assertThat(thrown).isExactlyInstanceOf(ExecutionException.class).hasCause(e);
        } else {
            assertThat(thrown).isSameAs(e);
        }
        assertThat(group.context().cause()).isSameAs(e);
        assertThat(handled.get()).isNull();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void theFirstFailureCancelsAndTheOthersAreWaitedFor() throws InterruptedException {
        ErrGroup group = ErrGroup.withContext(background());
        Exception first = new Exception("first");
        Channel<Unit> noticed = Channel.make();
        Channel<Unit> goOn = Channel.make();
        group.go(() -> {
            group.context().done().receive();
            noticed.send(Unit.UNIT);
            goOn.receive();
            throw new Exception("second, as a consequence of the first");
        });
        group.go(() -> {
            throw first;
        });
        noticed.receive();
        assertThat(group.context().cause()).isSameAs(first);
        Outcome<Exception> waiting = Outcome.start(g, true, group::await).awaitParked(AWAIT);
        goOn.send(Unit.UNIT);
        assertThat(waiting.value()).isSameAs(first);
    }

    @Test
    void theContextIsAChildAndItsEndIsNoErrorOfTheGroup() throws InterruptedException {
        Context.Key<String> key = Context.Key.of("key");
        CancelableContext parent = Context.withCancel(Context.withValue(background(), key, "value"));
        ErrGroup group = ErrGroup.withContext(parent);
        assertThat(group.context().value(key)).isEqualTo("value");
        group.go(() -> group.context().done().receive());
        assertThat(group.context().err()).isNull();
        parent.cancel();
        assertThat(group.await()).isNull();
        ErrGroup other = ErrGroup.withContext(background());
        assertThat(other.context().err()).isNull();
        assertThat(other.await()).isNull();
        assertThat(other.context().err()).isExactlyInstanceOf(CanceledException.class).hasNoCause();
    }

    static Throwable[] errors() {
        return new Throwable[] {new StackOverflowError("like a panic"), new Throwable("neither nor")};
    }

    @ParameterizedTest
    @MethodSource("errors")
    void anErrorReachesTheHandlerBeforeAwaitReturnsAndIsThrownByIt(Throwable error) throws InterruptedException {
        ErrGroup group = ErrGroup.withContext(background());
        Channel<Throwable> handling = Channel.make();
        Channel<Unit> goOn = Channel.make();
        group.go(() -> {
            Thread.currentThread().setUncaughtExceptionHandler((thread, t) -> Go.unchecked(() -> {
                handling.send(t);
                goOn.receive();
            }));
            ErrGroupTest.<RuntimeException>sneak(error);
        });
        assertThat(handling.receive()).isSameAs(error);
        assertThat(group.context().cause()).isExactlyInstanceOf(ExecutionException.class).hasCause(error);
        Outcome<Exception> waiting = Outcome.start(g, true, group::await).awaitParked(AWAIT);
        goOn.send(Unit.UNIT);
        waiting.assertFailure().isSameAs(error);
        assertThatThrownBy(group::awaitOrThrow).isSameAs(error);
    }

    @Test
    void anErrorAfterTheFirstFailureIsOnlyHandled() throws InterruptedException {
        ErrGroup group = ErrGroup.withContext(background());
        AtomicReference<Throwable> handled = new AtomicReference<>();
        Error error = new Error("second");
        Exception first = new Exception("first");
        group.go(() -> {
            Thread.currentThread().setUncaughtExceptionHandler((thread, t) -> handled.set(t));
            group.context().done().receive();
            throw error;
        });
        group.go(() -> {
            throw first;
        });
        assertThat(group.await()).isSameAs(first);
        assertThat(handled.get()).isSameAs(error);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anInterruptedAwaitThrowsAndTheGroupGoesOn(boolean virtual) throws InterruptedException {
        ErrGroup group = ErrGroup.withContext(background());
        Channel<Unit> end = Channel.make();
        group.go(end::receive);
        Outcome<Exception> waiting = Outcome.start(g, virtual, group::await).awaitParked(AWAIT);
        waiting.thread().interrupt();
        waiting.assertFailure().isExactlyInstanceOf(InterruptedException.class);
        assertThat(waiting.interruptFlag()).isFalse();
        assertThat(group.context().err()).isNull();
        end.send(Unit.UNIT);
        assertThat(group.await()).isNull();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void goWaitsForASlot(boolean virtual) throws InterruptedException {
        ErrGroup group = new ErrGroup();
        group.setLimit(2);
        Channel<Unit> end = Channel.make();
        group.go(end::receive);
        group.go(end::receive);
        Outcome<Void> third = go(group, virtual, end::receive).awaitParked("select");
        Outcome<Void> fourth = go(group, virtual, end::receive).awaitParked("select");
        assertThat(group.tryGo(() -> {})).isFalse();
        end.send(Unit.UNIT);
        third.value();
        assertThat(fourth.isParked("select")).isTrue();
        end.send(Unit.UNIT);
        fourth.value();
        end.send(Unit.UNIT);
        end.send(Unit.UNIT);
        assertThat(group.await()).isNull();
    }

    /** However the task ends. */
    @Test
    void aSlotIsGivenBack() throws InterruptedException {
        ErrGroup group = new ErrGroup();
        group.setLimit(1);
        group.go(() -> {
            throw new IOException();
        });
        group.go(() -> {
            Thread.currentThread().setUncaughtExceptionHandler((thread, t) -> {});
            throw new Error();
        });
        group.go(() -> {
            throw new InterruptedException();
        });
        group.go(() -> {});
        assertThat(group.await()).isExactlyInstanceOf(IOException.class);
        assertThat(group.tryGo(() -> {})).isTrue();
        group.await();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoIsInterruptedWhileItWaitsForASlotStartsNothing(boolean virtual) throws InterruptedException {
        ErrGroup group = new ErrGroup();
        group.setLimit(1);
        Channel<Unit> end = Channel.make();
        AtomicInteger ran = new AtomicInteger();
        group.go(end::receive);
        Outcome<Void> waiting = go(group, virtual, ran::incrementAndGet).awaitParked("select");
        waiting.thread().interrupt();
        waiting.assertFailure().isExactlyInstanceOf(UncheckedInterruptedException.class);
        assertThat(waiting.interruptFlag()).isTrue();
        end.send(Unit.UNIT);
        assertThat(group.await()).isNull();
        assertThat(ran.get()).isZero();
        g.join(g.start(virtual, () -> {
            Thread.currentThread().interrupt();
            group.go(ran::incrementAndGet); // no need to wait
        }));
        assertThat(group.await()).isNull();
        assertThat(ran.get()).isEqualTo(1);
    }

    @Test
    void oneThatCannotBeStartedHasNoSlotAndIsNotWaitedFor() throws InterruptedException {
        ErrGroup group = ErrGroup.withContext(background());
        group.setLimit(1);
        Error failure = new OutOfMemoryError("no thread to run it");
        AtomicInteger ran = new AtomicInteger();
        Runnable fails = () -> {
            throw failure;
        };
        g.join(FailingStarter.start(
                g, () -> assertThatThrownBy(() -> group.go(ran::incrementAndGet)).isSameAs(failure), fails));
        g.join(FailingStarter.start(
                g, () -> assertThatThrownBy(() -> group.tryGo(ran::incrementAndGet)).isSameAs(failure), fails));
        assertThat(group.await()).as("it is no failure of the group").isNull();
        assertThat(group.tryGo(ran::incrementAndGet)).isTrue();
        assertThat(group.await()).isNull();
        assertThat(ran.get()).isEqualTo(1);
    }

    /** It counts and cancels, although its toString fails. */
    @Test
    void anErrorWhoseOwnMethodsFailCountsAndCancels() {
        ErrGroup group = ErrGroup.withContext(background());
        Error odd = new Error() {
            @Override
            public String toString() {
                throw new IllegalStateException("no text");
            }
        };
        group.go(() -> {
            Thread.currentThread().setUncaughtExceptionHandler((thread, t) -> {});
            throw odd;
        });
        assertThat(catchThrowable(group::await) == odd).isTrue();
        assertThat(group.context().cause().getCause() == odd).isTrue();
    }

    @Test
    void theLimitCannotBeChangedWhileGoroutinesRun() throws InterruptedException {
        ErrGroup group = new ErrGroup();
        Channel<Unit> end = Channel.make();
        group.go(end::receive);
        assertThatThrownBy(() -> group.setLimit(5))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("errgroup: modify limit while 1 goroutines in the group are still active");
        group.go(end::receive);
        assertThatThrownBy(() -> group.setLimit(-1))
                .hasMessage("errgroup: modify limit while 2 goroutines in the group are still active");
        end.send(Unit.UNIT);
        end.send(Unit.UNIT);
        assertThat(group.await()).isNull();
        group.setLimit(1);
        group.go(end::receive);
        assertThatThrownBy(() -> group.setLimit(2))
                .hasMessage("errgroup: modify limit while 1 goroutines in the group are still active");
        assertThat(group.tryGo(() -> {})).as("the limit is still 1").isFalse();
        end.send(Unit.UNIT);
        assertThat(group.await()).isNull();
    }

    @Test
    void aLimitOfZeroHoldsAllBackUntilThereIsAnother() throws InterruptedException {
        ErrGroup group = new ErrGroup();
        group.setLimit(0);
        AtomicInteger ran = new AtomicInteger();
        List<Outcome<Void>> held = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            held.add(go(group, i % 2 == 0, ran::incrementAndGet).awaitParked("select"));
        }
        assertThat(group.tryGo(() -> {})).isFalse();
        assertThat(group.await()).isNull();
        assertThat(ran.get()).isZero();
        group.setLimit(0);
        held.forEach(h -> h.awaitParked("select"));
        group.setLimit(1);
        held.forEach(Outcome::value);
        assertThat(group.await()).isNull();
        assertThat(ran.get()).isEqualTo(10);
        group.setLimit(Integer.MAX_VALUE);
        assertThat(group.tryGo(() -> {})).isTrue();
        assertThat(group.await()).isNull();
    }

    /** Many tasks fail at the same time: one of them wins, and it is both the result and the cause of the context. */
    @Test
    void resultAndCauseAgree() throws InterruptedException {
        for (int round = 0; round < 200; round++) {
            ErrGroup group = ErrGroup.withContext(background());
            for (int i = 0; i < 8; i++) {
                Exception mine = new Exception("" + i);
                group.go(() -> {
                    throw mine;
                });
            }
            Exception first = group.await();
            assertThat(first).isNotNull();
            assertThat(group.context().cause()).isSameAs(first);
        }
    }

    @Test
    void goroutinesMayStartMoreOfTheSameGroup() throws InterruptedException {
        ErrGroup group = new ErrGroup();
        AtomicInteger ran = new AtomicInteger();
        tree(group, ran, 10);
        assertThat(group.await()).isNull();
        assertThat(ran.get()).isEqualTo((1 << 11) - 1);
    }

    private static void tree(ErrGroup group, AtomicInteger ran, int depth) {
        group.go(() -> {
            ran.incrementAndGet();
            if (depth > 0) {
                tree(group, ran, depth - 1);
                tree(group, ran, depth - 1);
            }
        });
    }

    @Test
    void misuse() throws InterruptedException {
        ErrGroup group = new ErrGroup();
        group.setLimit(1);
        assertThatNullPointerException().isThrownBy(() -> group.go(null));
        assertThatNullPointerException().isThrownBy(() -> group.tryGo(null));
        assertThatNullPointerException().isThrownBy(() -> ErrGroup.withContext(null));
        assertThatThrownBy(group::wait).as("Object.wait by mistake").isInstanceOf(IllegalMonitorStateException.class);
        assertThat(group.tryGo(() -> {})).as("no slot was taken").isTrue();
        awaitUntil(() -> group.tryGo(() -> {}));
        assertThat(group.await()).isNull();
    }

    private Outcome<Void> go(ErrGroup group, boolean virtual, Task<?> task) {
        return Outcome.start(g, virtual, () -> {
            group.go(task);
            return null;
        });
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <X extends Throwable> void sneak(Throwable t) throws X {
        throw (X) t;
    }
}

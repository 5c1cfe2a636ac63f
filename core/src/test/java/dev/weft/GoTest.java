package dev.weft;

import static dev.weft.Go.go;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.support.Goroutines;
import dev.weft.support.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Starting goroutines, their properties, and what happens to their failures. */
class GoTest {
    @RegisterExtension
    final Goroutines g = new Goroutines();

    @Test
    void aGoroutineIsAVirtualDaemonThreadThatHasStarted() {
        AtomicReference<Thread> ran = new AtomicReference<>();
        Thread thread = go(() -> ran.set(Thread.currentThread()));
        assertThat(thread.isVirtual()).isTrue();
        assertThat(thread.isDaemon()).isTrue();
        assertThat(thread.getState()).isNotEqualTo(Thread.State.NEW);
        g.join(thread);
        assertThat(ran.get()).isSameAs(thread);
    }

    /** As the Javadoc of Task and Call says. */
    @Test
    void aRunnableOrACallableIsPassedAsAMethodReference() throws InterruptedException {
        AtomicReference<Thread> ran = new AtomicReference<>();
        Runnable r = () -> ran.set(Thread.currentThread());
        Thread thread = go(r::run);
        g.join(thread);
        assertThat(ran.get()).isSameAs(thread);
        Callable<Integer> c = () -> 42;
        assertThat(Result.of(c::call).value()).isEqualTo(42);
    }

    @Test
    void aGoroutineMayHaveAName() {
        AtomicReference<String> seen = new AtomicReference<>();
        Thread named = go("worker", () -> seen.set(Thread.currentThread().getName()));
        assertThat(named.getName()).isEqualTo("worker");
        assertThat(named.isVirtual()).isTrue();
        g.join(named);
        assertThat(seen.get()).isEqualTo("worker");
        Thread nameless = go(() -> {});
        assertThat(nameless.getName()).isEmpty();
        g.join(nameless);
    }

    /** A lambda would read the variable when the goroutine runs; these arguments have been evaluated by then. */
    @Test
    void threeAndFourArgumentsAreEvaluatedByTheCaller() throws InterruptedException {
        Channel<String> out = Channel.make(2);
        Channel<Unit> gate = Channel.make();
        int[] field = {1};
        go((a, b, c) -> {
            gate.receive();
            out.send("" + a + b + c);
        }, field[0], "b", 'c');
        go((a, b, c, d) -> {
            gate.receive();
            out.send("" + a + b + c + d);
        }, field[0], "b", 'c', 4L);
        field[0] = 2;
        gate.close();
        assertThat(List.of(out.receive(), out.receive())).containsExactlyInAnyOrder("1bc", "1bc4");
    }

    @Test
    void oneArgumentIsEvaluatedByTheCaller() throws InterruptedException {
        Channel<String> out = Channel.make(10);
        for (int i = 0; i < 3; i++) {
            go(s -> out.send(s), "argument " + i + " of " + Thread.currentThread().threadId());
        }
        List<String> seen = new ArrayList<>(List.of(out.receive(), out.receive(), out.receive()));
        seen.sort(null);
        long caller = Thread.currentThread().threadId();
        assertThat(seen).containsExactly(
                "argument 0 of " + caller, "argument 1 of " + caller, "argument 2 of " + caller);
    }

    @Test
    void twoArgumentsAreEvaluatedByTheCaller() throws InterruptedException {
        Channel<Integer> out = Channel.make(10);
        int x = 3;
        go((a, b) -> out.send(a - b), x * 10, x + 1);
        x = 0;
        assertThat(out.receive()).isEqualTo(26);
        assertThat(x).isZero();
    }

    @Test
    void argumentsMayBeNull() throws InterruptedException {
        Channel<Boolean> out = Channel.make(2);
        go(a -> out.send(a == null), (String) null);
        go((a, b) -> out.send(a == null && b == null), (String) null, (String) null);
        assertThat(out.receive()).isTrue();
        assertThat(out.receive()).isTrue();
    }

    @Test
    void aMissingTaskIsRefusedInTheCaller() {
        assertThatNullPointerException().isThrownBy(() -> go((Task<?>) null));
        assertThatNullPointerException().isThrownBy(() -> go("name", null));
        assertThatNullPointerException().isThrownBy(() -> go((String) null, () -> {}));
        assertThatNullPointerException().isThrownBy(() -> go((Arg<Object>) null, "a"));
        assertThatNullPointerException().isThrownBy(() -> go((Arg2<Object, Object>) null, "a", "b"));
    }

    @Test
    void inheritableThreadLocalsAreNotInherited() throws InterruptedException {
        InheritableThreadLocal<String> local = new InheritableThreadLocal<>();
        local.set("of the caller");
        try {
            Channel<String> out = Channel.make(4);
            go(() -> out.send("" + local.get()));
            go("name", () -> out.send("" + local.get()));
            go(a -> out.send(a + local.get()), "");
            go((a, b) -> out.send(a + b + local.get()), "", "");
            for (int i = 0; i < 4; i++) {
                assertThat(out.receive()).isEqualTo("null");
            }
        } finally {
            local.remove();
        }
    }

    @Test
    void aFailureReachesTheHandlerAsTheVerySameObject() {
        for (Exception failure : List.of(
                new IllegalStateException("unchecked"), new IOException("checked"), new Exception("plain"))) {
            assertThat(handled(() -> {
                throw failure;
            })).isSameAs(failure);
            assertThat(failure.getSuppressed()).isEmpty();
        }
    }

    @Test
    void anErrorReachesTheHandlerAsTheVerySameObject() {
        for (Error failure : List.of(new AssertionError("assertion"), new StackOverflowError(), new Error("plain"))) {
            assertThat(handled(() -> {
                throw failure;
            })).isSameAs(failure);
        }
    }

    @Test
    void aFailureReachesTheDefaultHandlerToo() throws InterruptedException {
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Channel<Throwable> seen = Channel.make(8);
        Exception failure = new Exception("for the default handler");
        Thread.setDefaultUncaughtExceptionHandler((t, e) -> seen.trySend(e));
        try {
            go(() -> {
                throw failure;
            });
            go("name", () -> {
                throw failure;
            });
            go(e -> {
                throw e;
            }, failure);
            go((a, e) -> {
                throw e;
            }, "", failure);
            for (int i = 0; i < 4; i++) {
                assertThat(seen.receive()).isSameAs(failure);
            }
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
    }

    @Test
    void whoIsAskedToStopEndsQuietly() {
        assertThat(handled(() -> {
            throw new InterruptedException();
        })).isNull();
        assertThat(handled(() -> {
            throw new UncheckedInterruptedException(new InterruptedException());
        })).isNull();
        assertThat(handled(() -> {
            Thread.currentThread().interrupt();
            Channel.make().receive();
        })).isNull();
        assertThat(handled(() -> {
            Thread.currentThread().interrupt();
            Channel.make().forEach(v -> {});
        })).isNull();
    }

    @Test
    void aFailureThatOnlyContainsAnInterruptIsNotQuiet() {
        Exception failure = new IllegalStateException(new InterruptedException());
        assertThat(handled(() -> {
            throw failure;
        })).isSameAs(failure);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void uncheckedReturnsWhatTheCallReturns(boolean virtual) {
        assertThat(Outcome.start(g, virtual, () -> Go.unchecked(() -> 42)).value()).isEqualTo(42);
        assertThat(Outcome.start(g, virtual, () -> {
            AtomicReference<String> ran = new AtomicReference<>();
            Go.unchecked(() -> ran.set("ran"));
            return ran.get();
        }).value()).isEqualTo("ran");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void uncheckedTurnsAnInterruptIntoAnUncheckedOneWithTheFlagSet(boolean virtual) {
        Channel<String> ch = Channel.make();
        List<Outcome<String>> outcomes = List.of(
                Outcome.start(g, virtual, () -> Go.unchecked(ch::receive)),
                Outcome.start(g, virtual, () -> {
                    Task<InterruptedException> receive = ch::receive;
                    Go.unchecked(receive);
                    return null;
                }));
        for (Outcome<String> outcome : outcomes) {
            outcome.awaitParked("chan receive").thread().interrupt();
            outcome.assertFailure()
                    .isExactlyInstanceOf(UncheckedInterruptedException.class)
                    .hasCauseExactlyInstanceOf(InterruptedException.class);
            assertThat(outcome.interruptFlag()).isTrue();
        }
    }

    @Test
    void uncheckedLetsOtherFailuresPassAsTheyAre() {
        RuntimeException failure = new IllegalStateException("other");
        assertThatThrownBy(() -> Go.unchecked((Task<InterruptedException>) () -> {
            throw failure;
        })).isSameAs(failure);
        assertThatThrownBy(() -> Go.unchecked((Call<String, InterruptedException>) () -> {
            throw failure;
        })).isSameAs(failure);
    }

    /** Runs the task as a goroutine, and returns what its uncaught-exception handler received, or null. */
    private Throwable handled(Task<?> task) {
        AtomicReference<Throwable> handled = new AtomicReference<>();
        Thread thread = go(() -> {
            Thread.currentThread().setUncaughtExceptionHandler((t, e) -> {
                assertThat(t).isSameAs(Thread.currentThread());
                handled.set(e);
            });
            task.run();
        });
        g.join(thread);
        return handled.get();
    }
}

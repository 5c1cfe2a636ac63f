package dev.weft.sync;

import static dev.weft.support.Goroutines.awaitParked;
import static dev.weft.support.Goroutines.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Call;
import dev.weft.Channel;
import dev.weft.Go;
import dev.weft.Task;
import dev.weft.Unit;
import dev.weft.support.Goroutines;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OnceTest {
    @RegisterExtension
    final Goroutines g = new Goroutines();

    private final Once once = new Once();

    /** Written by f without any synchronization of its own. */
    private int result;

    @Test
    void runsExactlyOnceAndItsEndComesBeforeEveryReturn() {
        for (int round = 0; round < 200; round++) {
            Once o = new Once();
            AtomicInteger runs = new AtomicInteger();
            int n = round + 1;
            for (int i = 0; i < 6; i++) {
                g.start(i != 0, () -> {
                    o.doOnce(() -> {
                        runs.incrementAndGet();
                        result = n;
                    });
                    assertThat(result).isEqualTo(n);
                    assertThat(runs.get()).isEqualTo(1);
                });
            }
            g.joinAll();
        }
    }

    @Test
    void onlyTheFirstFunctionIsRun() {
        List<String> ran = new ArrayList<>();
        once.doOnce(() -> ran.add("first"));
        once.doOnce(() -> ran.add("second"));
        assertThat(ran).containsExactly("first");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void concurrentCallersWaitUntilItIsThrough(boolean virtual) throws InterruptedException {
        Channel<Unit> go = Channel.make();
        Thread runner = g.go(() -> once.doOnce(go::receive));
        awaitParked(runner, "chan receive");
        Thread other = g.start(virtual, () -> {
            once.doOnce(() -> {
                throw new AssertionError("the second function must not run");
            });
            assertThat(Thread.interrupted()).as("an interrupt is ignored, and its flag kept").isTrue();
        });
        awaitParked(other, "sync.Mutex.Lock");
        other.interrupt();
        awaitUntil(() -> !other.isInterrupted()); // it has cleared the flag, to be able to park
        awaitParked(other, "sync.Mutex.Lock");
        go.send(Unit.UNIT);
        g.join(other);
        g.join(runner);
    }

    static Throwable[] failures() {
        return new Throwable[] {
            new IOException("checked"), new IllegalStateException("unchecked"), new StackOverflowError("error")
        };
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aFailingFunctionCountsAsDoneAndThrowsToItsCallerOnly(Throwable failure) throws Exception {
        Channel<Unit> go = Channel.make();
        Thread runner = g.go(() -> assertThatThrownBy(() -> once.doOnce(() -> {
            go.receive();
            sneak(failure);
        })).isSameAs(failure));
        awaitParked(runner, "chan receive");
        Thread waiting = g.go(() -> once.doOnce(() -> {
            throw new AssertionError("must not run");
        }));
        awaitParked(waiting, "sync.Mutex.Lock");
        go.send(Unit.UNIT);
        g.join(runner);
        g.join(waiting); // returns normally
        once.doOnce(() -> {
            throw new AssertionError("must not run");
        });
    }

    @Test
    void aRecursiveCallWaitsForEver() {
        Thread t = Go.go(() -> once.doOnce(() -> once.doOnce(() -> {})));
        awaitParked(t, "sync.Mutex.Lock"); // and stays there: a virtual thread that nobody refers to is garbage
        Thread other = Go.go(() -> once.doOnce(() -> {}));
        awaitParked(other, "sync.Mutex.Lock");
    }

    /** If the function throws no checked exception, there is none to catch: this compiles. */
    @Test
    void theExceptionTypeIsTheFunctions() throws InterruptedException {
        new Once().doOnce(() -> result = 1);
        new Once().<InterruptedException>doOnce(Thread::yield);
        Task<IOException> f = Once.func(() -> {
            throw new IOException();
        });
        assertThatThrownBy(f::run).isInstanceOf(IOException.class);
        Call<Integer, RuntimeException> v = Once.value(() -> 5);
        int five = v.call();
        assertThat(five).isEqualTo(5);
    }

    @Test
    void funcRunsOnce() {
        AtomicInteger runs = new AtomicInteger();
        Task<RuntimeException> f = Once.func(runs::incrementAndGet);
        assertThat(runs.get()).isZero();
        for (int i = 0; i < 8; i++) {
            g.start(i % 2 == 0, f);
        }
        g.joinAll();
        f.run();
        assertThat(runs.get()).isEqualTo(1);
    }

    @Test
    void valueIsCalledOnceAndEveryCallReturnsTheSame() {
        AtomicInteger calls = new AtomicInteger();
        Call<Object, RuntimeException> v = Once.value(() -> {
            calls.incrementAndGet();
            return new Object();
        });
        Object[] results = new Object[8];
        for (int i = 0; i < 8; i++) {
            int n = i;
            g.start(i % 2 == 0, () -> results[n] = v.call());
        }
        g.joinAll();
        assertThat(calls.get()).isEqualTo(1);
        assertThat(results).containsOnly(v.call());
        Call<Object, RuntimeException> none = Once.value(() -> null);
        assertThat(none.call()).isNull();
        assertThat(none.call()).isNull();
    }

    @ParameterizedTest
    @MethodSource("failures")
    void funcAndValueThrowTheSameObjectAgain(Throwable failure) {
        AtomicInteger runs = new AtomicInteger();
        Task<Exception> f = Once.func(() -> {
            runs.incrementAndGet();
            sneak(failure);
        });
        Call<Integer, Exception> v = Once.value(() -> {
            runs.incrementAndGet();
            sneak(failure);
            return 1;
        });
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(f::run).isSameAs(failure);
            assertThatThrownBy(v::call).isSameAs(failure);
        }
        assertThat(runs.get()).isEqualTo(2);
    }

    @Test
    void theFunctionIsReleasedAfterItRan() {
        AtomicInteger runs = new AtomicInteger();
        WeakReference<?>[] captured = new WeakReference<?>[3];
        Task<RuntimeException> f = funcWith(runs, captured);
        Call<Integer, RuntimeException> v = valueWith(runs, captured);
        f.run();
        v.call();
        assertThatThrownBy(failing(captured)::call).isInstanceOf(IllegalStateException.class);
        awaitUntil(() -> {
            System.gc();
            return captured[0].refersTo(null) && captured[1].refersTo(null) && captured[2].refersTo(null);
        });
        f.run();
        assertThat(v.call()).isEqualTo(2);
    }

    private static Task<RuntimeException> funcWith(AtomicInteger runs, WeakReference<?>[] captured) {
        Object big = new Object();
        captured[0] = new WeakReference<>(big);
        return Once.func(() -> runs.addAndGet(big.toString().isEmpty() ? 0 : 1));
    }

    private static Call<Integer, RuntimeException> valueWith(AtomicInteger runs, WeakReference<?>[] captured) {
        Object big = new Object();
        captured[1] = new WeakReference<>(big);
        return Once.value(() -> runs.addAndGet(big.toString().isEmpty() ? 0 : 1));
    }

    private static Call<Integer, RuntimeException> failing(WeakReference<?>[] captured) {
        Object big = new Object();
        captured[2] = new WeakReference<>(big);
        return Once.value(() -> {
            if (!big.toString().isEmpty()) {
                throw new IllegalStateException();
            }
            return 1;
        });
    }

    @Test
    void nullFunctionsAreRejectedAndTheOnceIsNotUsedUp() {
        assertThatThrownBy(() -> once.doOnce(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> Once.func(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> Once.value(null)).isInstanceOf(NullPointerException.class);
        once.doOnce(() -> result = 7);
        assertThat(result).isEqualTo(7);
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <X extends Throwable> void sneak(Throwable t) throws X {
        throw (X) t;
    }
}

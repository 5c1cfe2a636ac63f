package dev.weft.conformance.sync;

import static dev.weft.support.Goroutines.awaitParked;
import static dev.weft.support.Goroutines.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.management.ThreadMXBean;
import dev.weft.Call;
import dev.weft.Channel;
import dev.weft.Task;
import dev.weft.support.Goroutines;
import dev.weft.sync.Once;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Functions that run once: what they return or throw is always the same, and the function that has run is released. */
@DisplayName("src/sync/oncefunc_test.go")
class OnceFuncTest {
    /** Checks more than Go does. */
    private static final int CALLS = 20;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @RegisterExtension
    final Goroutines g = new Goroutines();

    private int calls;

    /** Stands for Go's two results. */
    private record Pair(int first, int second) {}

    @Test
    @DisplayName("TestOnceFunc")
    void funcRunsOnce() {
        Task<RuntimeException> f = Once.func(() -> calls++);
        assertThat(calls).isZero();
        f.run();
        assertThat(calls).isEqualTo(1);
        assertAllocatesNothing(f);
        assertThat(calls).isEqualTo(1);
    }

    @Test
    @DisplayName("TestOnceValue")
    void valueIsComputedOnce() {
        Call<Integer, RuntimeException> f = Once.value(() -> ++calls);
        for (int i = 0; i < CALLS; i++) {
            assertThat(f.call()).isEqualTo(1);
        }
        assertThat(calls).isEqualTo(1);
        assertAllocatesNothing(f::call);
    }

    @Test
    @DisplayName("TestOnceValues")
    void twoValuesAreComputedOnce() {
        Call<Pair, RuntimeException> f = Once.value(() -> {
            calls++;
            return new Pair(calls, 10 * calls);
        });
        Pair first = f.call();
        for (int i = 0; i < CALLS; i++) {
            assertThat(f.call()).isSameAs(first);
        }
        assertThat(first).isEqualTo(new Pair(1, 10));
        assertThat(calls).isEqualTo(1);
        assertAllocatesNothing(f::call);
    }

    /** A bound that holds whatever the compiler does: the first calls are interpreted. */
    private static void assertAllocatesNothing(Task<RuntimeException> f) {
        f.run();
        THREADS.getCurrentThreadAllocatedBytes();
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < CALLS; i++) {
            f.run();
        }
        assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isZero();
    }

    @Test
    @DisplayName("TestOnceFuncPanic")
    void funcThrowsTheSameEveryTime() {
        assertThrowsTheSame(Once.func(this::fail));
    }

    @Test
    @DisplayName("TestOnceValuePanic")
    void valueThrowsTheSameEveryTime() {
        Call<Integer, RuntimeException> f = Once.value(() -> {
            fail();
            return 1;
        });
        assertThrowsTheSame(f::call);
    }

    @Test
    @DisplayName("TestOnceValuesPanic")
    void twoValuesThrowTheSameEveryTime() {
        Call<Pair, RuntimeException> f = Once.value(() -> {
            fail();
            return new Pair(1, 2);
        });
        assertThrowsTheSame(f::call);
    }

    private void fail() {
        calls++;
        throw new IllegalStateException("refused");
    }

    /** Stricter than Go can be: not only an equal value, but the same object. */
    private void assertThrowsTheSame(Task<?> f) {
        Throwable first = catchThrowable(f::run);
        assertThat(first).isExactlyInstanceOf(IllegalStateException.class).hasMessage("refused");
        assertThatThrownBy(f::run).isSameAs(first);
        assertThat(calls).isEqualTo(1);
    }

    @Test
    @DisplayName("TestOnceFuncPanicNil")
    void throwingNullIsANullPointerExceptionEveryTime() {
        Task<RuntimeException> f = Once.func(() -> {
            calls++;
            throw null;
        });
        Throwable first = catchThrowable(f::run);
        assertThat(first).isExactlyInstanceOf(NullPointerException.class);
        assertThatThrownBy(f::run).isSameAs(first);
        assertThat(calls).isEqualTo(1);
    }

    /** The closest counterpart to Goexit: the goroutine is told to end while it runs the function. */
    @Test
    @DisplayName("TestOnceFuncGoexit")
    void oneThatWasToldToEndIsNotRunAgain() {
        Channel<Integer> never = Channel.make();
        Task<InterruptedException> f = Once.func(() -> {
            calls++;
            never.receive();
        });
        Thread first = g.go(() -> assertThatThrownBy(f::run).isInstanceOf(InterruptedException.class));
        awaitParked(first, "chan receive");
        first.interrupt();
        g.join(first);
        Thread second = g.go(() -> assertThatThrownBy(f::run).isInstanceOf(InterruptedException.class));
        g.join(second);
        assertThat(calls).isEqualTo(1);
    }

    @Test
    @DisplayName("TestOnceFuncPanicTraceback")
    void theStackTraceLeadsToTheOrigin() {
        Task<RuntimeException> f = Once.func(this::origin);
        Throwable failure = catchThrowable(f::run);
        assertThat(failure).hasMessage("refused");
        assertThat(failure.getStackTrace()[0].getMethodName()).isEqualTo("origin");
        assertThat(failure.getStackTrace())
                .as("and back to the caller")
                .anyMatch(frame -> frame.getMethodName().equals("theStackTraceLeadsToTheOrigin"));
    }

    private void origin() {
        throw new IllegalStateException("refused");
    }

    /** Every way to make such a function from one that refers to the array. */
    enum Kind {
        ONCE_FUNC(array -> Once.func(() -> array[0] = 1)), ONCE_VALUE(
                array -> Once.value(() -> array[0] = 1)::call), ONCE_VALUES(
                        array -> Once.value(() -> new Pair(array[0], 1))::call), ONCE_FUNC_PANIC(
                                array -> Once.func(() -> {
                                    array[0] = 1;
                                    throw new IllegalStateException("refused");
                                })), ONCE_VALUE_PANIC(array -> Once.value(() -> {
                                    array[0] = 1;
                                    throw new IllegalStateException("refused");
                                })::call), ONCE_VALUES_PANIC(array -> Once.<Pair, RuntimeException>value(() -> {
                                    array[0] = 1;
                                    throw new IllegalStateException("refused");
                                })::call);

        private final Function<byte[], Task<RuntimeException>> make;

        Kind(Function<byte[], Task<RuntimeException>> make) {
            this.make = make;
        }

        boolean fails() {
            return ordinal() >= ONCE_FUNC_PANIC.ordinal();
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @DisplayName("TestOnceXGC")
    void theFunctionIsGarbageOnceItHasRunAndNotBefore(Kind kind) {
        WeakReference<?>[] array = new WeakReference<?>[1];
        Task<RuntimeException> f = make(kind, array);
        collectGarbage();
        assertThat(array[0].refersTo(null)).as("it has yet to run").isFalse();
        assertThat(catchThrowable(f::run) != null).isEqualTo(kind.fails());
        awaitUntil(() -> {
            System.gc();
            return array[0].refersTo(null);
        });
        assertThat(catchThrowable(f::run) != null).isEqualTo(kind.fails()); // f itself has been alive until here
    }

    /** In a method of its own, so that no local variable keeps the array alive. */
    private static Task<RuntimeException> make(Kind kind, WeakReference<?>[] ref) {
        byte[] array = new byte[500];
        ref[0] = new WeakReference<>(array);
        return kind.make.apply(array);
    }

    /** Waits until an object that is certainly garbage has been collected. */
    private static void collectGarbage() {
        WeakReference<Object> garbage = new WeakReference<>(new Object());
        awaitUntil(() -> {
            System.gc();
            return garbage.refersTo(null);
        });
    }
}

package dev.weft.conformance.x.sync.errgroup;

import static dev.weft.context.Context.background;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Channel;
import dev.weft.Go;
import dev.weft.Task;
import dev.weft.Unit;
import dev.weft.context.CanceledException;
import dev.weft.support.Goroutines;
import dev.weft.sync.ErrGroup;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The first error of a group counts, and cancels its context; a limit is kept. */
@DisplayName("x/sync/errgroup/errgroup_test.go")
class ErrgroupTest {
    private static final Exception ONE = new Exception("one");
    private static final Exception TWO = new Exception("two");

    @RegisterExtension
    final Goroutines g = new Goroutines();

    /** The outcomes of a group's goroutines, one after the other; null means no error. */
    static Stream<List<Exception>> errors() {
        return Stream.of(
                List.of(),
                Arrays.asList((Exception) null),
                List.of(ONE),
                Arrays.asList(ONE, null),
                Arrays.asList(ONE, null, TWO));
    }

    @ParameterizedTest
    @MethodSource("errors")
    @DisplayName("TestZeroGroup")
    void theFirstErrorStays(List<Exception> errors) throws InterruptedException {
        ErrGroup group = new ErrGroup();
        Exception first = null;
        for (Exception error : errors) {
            group.go(ending(error));
            first = first == null ? error : first;
            assertThat(group.await()).isSameAs(first);
        }
        assertThat(group.await()).isSameAs(first);
    }

    @ParameterizedTest
    @MethodSource("errors")
    @DisplayName("TestWithContext")
    void theContextIsDoneWhenAwaitReturns(List<Exception> errors) throws InterruptedException {
        ErrGroup group = ErrGroup.withContext(background());
        for (Exception error : errors) {
            group.go(ending(error));
        }
        List<Exception> possible = new ArrayList<>(errors);
        possible.removeIf(e -> e == null);
        Exception result = group.await();
        if (possible.isEmpty()) {
            assertThat(result).isNull();
        } else {
            assertThat(possible).anyMatch(e -> e == result); // whichever was the first
        }
        assertThat(group.context().done().drained()).isTrue();
        assertThat(group.context().err()).isExactlyInstanceOf(CanceledException.class);
    }

    @Test
    @DisplayName("TestTryGo")
    void tryGoRefusesWhatWouldExceedTheLimit() throws InterruptedException {
        int n = 42;
        ErrGroup group = new ErrGroup();
        group.setLimit(n);
        Channel<Unit> ch = Channel.make();
        Task<?> blocked = () -> ch.send(Unit.UNIT);
        for (int i = 0; i < n; i++) {
            assertThat(group.tryGo(blocked)).as("goroutine %d of %d", i + 1, n).isTrue();
        }
        assertThat(group.tryGo(blocked)).isFalse();
        g.go(() -> receive(ch, n));
        assertThat(group.await()).isNull();

        assertThat(group.tryGo(blocked)).isTrue();
        ch.receive();
        assertThat(group.await()).isNull();

        group.setLimit(1);
        assertThat(group.tryGo(blocked)).isTrue();
        assertThat(group.tryGo(blocked)).isFalse();
        ch.receive();
        assertThat(group.await()).isNull();

        group.setLimit(-1);
        for (int i = 0; i < n; i++) {
            assertThat(group.tryGo(blocked)).isTrue();
        }
        receive(ch, n);
        assertThat(group.await()).isNull();

        group.setLimit(0);
        assertThat(group.tryGo(blocked)).isFalse();
        assertThat(group.await()).isNull();
    }

    private static void receive(Channel<Unit> ch, int n) throws InterruptedException {
        for (int i = 0; i < n; i++) {
            ch.receive();
        }
    }

    @Test
    @DisplayName("TestGoLimit")
    void neverMoreThanTheLimitAreActive() throws Exception {
        int limit = 10;
        ErrGroup group = new ErrGroup();
        group.setLimit(limit);
        AtomicInteger active = new AtomicInteger();
        for (int i = 0; i <= 1 << 10; i++) {
            group.go(() -> {
                int n = active.incrementAndGet();
                if (n > limit) {
                    throw new AssertionError("saw " + n + " active goroutines; want <= " + limit);
                }
                Go.gosched(); // so that others get the chance to exceed the limit
                active.decrementAndGet();
            });
        }
        group.awaitOrThrow();
    }

    static Stream<List<Exception>> doom() {
        return Stream.of(
                List.of(), Arrays.asList((Exception) null), List.of(ONE), Arrays.asList(ONE, null));
    }

    @ParameterizedTest
    @MethodSource("doom")
    @DisplayName("TestCancelCause")
    void theErrorIsTheCause(List<Exception> errors) throws InterruptedException {
        Exception want = errors.isEmpty() ? null : errors.getFirst();
        ErrGroup group = ErrGroup.withContext(background());
        for (Exception error : errors) {
            assertThat(group.tryGo(ending(error))).isTrue();
        }
        assertThat(group.await()).isSameAs(want);
        if (want == null) {
            assertThat(group.context().cause()).isExactlyInstanceOf(CanceledException.class).hasNoCause();
        } else {
            assertThat(group.context().cause()).isSameAs(want);
        }
    }

    private static Task<?> ending(Exception error) {
        return () -> {
            if (error != null) {
                throw error;
            }
        };
    }
}

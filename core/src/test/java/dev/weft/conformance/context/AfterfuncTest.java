package dev.weft.conformance.context;

import static dev.weft.context.Context.withCancel;
import static dev.weft.context.Context.withTimeout;
import static dev.weft.support.Goroutines.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Channel;
import dev.weft.Unit;
import dev.weft.context.AfterFunc;
import dev.weft.context.CanceledException;
import dev.weft.context.Context;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Third-party contexts that start functions themselves: the library need not watch their channels. */
@DisplayName("src/context/afterfunc_test.go")
class AfterfuncTest {
    private static final Duration FOREVER = Duration.ofHours(1000);

    private final AfterFuncContext parent = new AfterFuncContext();

    @Test
    @DisplayName("TestCustomContextAfterFuncCancel")
    void cancelsAContext() {
        try (var ctx = withCancel(parent)) {
            parent.cancel(new CanceledException());
            awaitUntil(() -> ctx.done().drained());
        }
    }

    @Test
    @DisplayName("TestCustomContextAfterFuncTimeout")
    void cancelsAContextWithADeadline() {
        try (var ctx = withTimeout(parent, FOREVER)) {
            parent.cancel(new CanceledException());
            awaitUntil(() -> ctx.done().drained());
        }
    }

    @Test
    @DisplayName("TestCustomContextAfterFuncAfterFunc")
    void startsAFunction() {
        Channel<Unit> done = Channel.make();
        AfterFunc stop = Context.afterFunc(parent, done::close);
        parent.cancel(new CanceledException());
        awaitUntil(done::drained);
        stop.stop();
    }

    @Test
    @DisplayName("TestCustomContextAfterFuncUnregisterCancel")
    void aContextThatIsCancelledLeavesIt() {
        var ctx1 = withCancel(parent);
        var ctx2 = withCancel(parent);
        assertThat(parent.functions).hasSize(2);
        ctx1.cancel();
        ctx2.cancel();
        assertThat(parent.functions).isEmpty();
    }

    @Test
    @DisplayName("TestCustomContextAfterFuncUnregisterTimeout")
    void aContextWithADeadlineThatIsCancelledLeavesIt() {
        var ctx = withTimeout(parent, FOREVER);
        assertThat(parent.functions).hasSize(1);
        ctx.cancel();
        assertThat(parent.functions).isEmpty();
    }

    @Test
    @DisplayName("TestCustomContextAfterFuncUnregisterAfterFunc")
    void aFunctionThatIsStoppedLeavesIt() {
        AfterFunc stop = Context.afterFunc(parent, () -> {});
        assertThat(parent.functions).hasSize(1);
        stop.stop();
        assertThat(parent.functions).isEmpty();
    }
}

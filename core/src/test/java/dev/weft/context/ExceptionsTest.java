package dev.weft.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.support.OtherContext;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

/** {@code throwIfDone}, {@code CanceledException.in} and {@code DeadlineExceededException.in}. */
class ExceptionsTest {
    @Test
    void throwIfDoneThrowsErr() {
        Exception why = new IllegalStateException("why");
        var ctx = Context.withCancel(Context.background());
        assertThatCode(ctx::throwIfDone).doesNotThrowAnyException();
        ctx.cancel(why);
        assertThatThrownBy(ctx::throwIfDone).isInstanceOf(CanceledException.class).hasCause(why);
        assertThatThrownBy(Context.withTimeout(Context.background(), Duration.ZERO)::throwIfDone)
                .isInstanceOf(DeadlineExceededException.class);
        assertThatCode(Context.background()::throwIfDone).doesNotThrowAnyException();
    }

    @Test
    void itsOwnKindIsFoundAtAnyDepth() {
        assertThat(CanceledException.in(new CanceledException())).isTrue();
        assertThat(CanceledException.in(wrapped(new CanceledException()))).isTrue();
        assertThat(DeadlineExceededException.in(new DeadlineExceededException())).isTrue();
        assertThat(DeadlineExceededException.in(wrapped(new DeadlineExceededException()))).isTrue();
    }

    @Test
    void theOtherKindIsNot() {
        assertThat(CanceledException.in(wrapped(new DeadlineExceededException()))).isFalse();
        assertThat(DeadlineExceededException.in(wrapped(new CanceledException()))).isFalse();
        assertThat(CanceledException.in(new IllegalStateException())).isFalse();
        assertThat(CanceledException.in(null)).isFalse();
        assertThat(DeadlineExceededException.in(null)).isFalse();
    }

    /** As in Go, where the cause of a context is not part of its err. */
    @Test
    void theCauseOfAContextDoesNotCount() {
        DeadlineExceededException expired = new DeadlineExceededException(new CanceledException());
        assertThat(DeadlineExceededException.in(wrapped(expired))).isTrue();
        assertThat(CanceledException.in(wrapped(expired))).isFalse();
        var ctx = Context.withCancel(Context.background());
        ctx.cancel(new DeadlineExceededException());
        assertThat(CanceledException.in(ctx.err())).isTrue();
        assertThat(DeadlineExceededException.in(ctx.err())).isFalse();
        assertThat(DeadlineExceededException.in(ctx.cause())).isTrue();
    }

    @Test
    void causesInACircleEnd() {
        Exception a = new Exception("a");
        Exception b = new Exception("b", a);
        a.initCause(b);
        assertThat(CanceledException.in(a)).isFalse();
        assertThat(DeadlineExceededException.in(b)).isFalse();
    }

    @Test
    void aForeignContextHasItToo() {
        var ctx = Context.withCancel(Context.background());
        OtherContext other = new OtherContext(ctx);
        assertThatCode(other::throwIfDone).doesNotThrowAnyException();
        ctx.cancel();
        assertThatThrownBy(other::throwIfDone).isInstanceOf(CanceledException.class);
    }

    private static Exception wrapped(Exception e) {
        return new ExecutionException(new RuntimeException("wrapped", e));
    }
}

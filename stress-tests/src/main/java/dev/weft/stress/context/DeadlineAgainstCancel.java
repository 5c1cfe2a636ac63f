package dev.weft.stress.context;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.weft.context.CancelableContext;
import dev.weft.context.CanceledException;
import dev.weft.context.Context;
import dev.weft.context.ContextException;
import dev.weft.context.DeadlineExceededException;
import dev.weft.stress.Side;
import java.time.Duration;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * A context is cancelled when its deadline passes: err and cause report one of the two events, the same one to both
 * sides.
 */
@JCStressTest
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "Cancelled.")
@Outcome(id = "2, 2", expect = ACCEPTABLE, desc = "Its deadline passed.")
@Outcome(expect = FORBIDDEN, desc = "The answers differ.")
@State
public class DeadlineAgainstCancel {
    private static final Exception ONE = new Exception("one");
    private static final Exception TWO = new Exception("two");
    private static final Duration SHORT = Duration.ofNanos(30_000);

    private final CancelableContext ctx = Context.withTimeoutCause(Context.background(), SHORT, TWO);
    private final Side canceller = new Side();
    private final Side receiver = new Side();

    @Actor
    public void cancels() {
        canceller.run(() -> {
            ctx.cancel(ONE);
            return end();
        });
    }

    @Actor
    public void receives() {
        receiver.run(() -> {
            ctx.done().receive();
            return end();
        });
    }

    @Arbiter
    public void result(II_Result r) {
        r.r1 = canceller.found();
        r.r2 = receiver.found();
    }

    private int end() {
        ContextException err = ctx.err();
        Exception cause = ctx.cause();
        if (err == null || err.getCause() != cause) {
            return 0;
        }
        return err instanceof CanceledException && cause == ONE
                ? 1
                : err instanceof DeadlineExceededException && cause == TWO ? 2 : 3;
    }
}

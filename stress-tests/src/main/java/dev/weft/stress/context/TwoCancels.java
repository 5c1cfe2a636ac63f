package dev.weft.stress.context;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.weft.context.CancelableContext;
import dev.weft.context.CanceledException;
import dev.weft.context.Context;
import dev.weft.stress.Side;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Of two cancels of a context, the first determines why it is done: err and cause, of the context and of one derived
 * from it, give both callers the same answer.
 */
@JCStressTest
@Outcome(id = {"1, 1", "2, 2"}, expect = ACCEPTABLE, desc = "One of the two, for both.")
@Outcome(expect = FORBIDDEN, desc = "Each has its own, or the answers differ.")
@State
public class TwoCancels {
    private static final Exception ONE = new Exception("one");
    private static final Exception TWO = new Exception("two");

    private final CancelableContext ctx = Context.withCancel(Context.background());
    private final Context child = Context.withCancel(ctx);
    private final Side one = new Side();
    private final Side two = new Side();

    @Actor
    public void one() {
        one.run(() -> cancel(ONE));
    }

    @Actor
    public void two() {
        two.run(() -> cancel(TWO));
    }

    @Arbiter
    public void result(II_Result r) {
        r.r1 = one.found();
        r.r2 = two.found();
    }

    /** Returns whose cause it is then; 3 if the answers differ. */
    private int cancel(Exception cause) {
        ctx.cancel(cause);
        Exception winner = ctx.cause();
        boolean same = child.cause() == winner && ctx.err() instanceof CanceledException e && e.getCause() == winner;
        return !same ? 3 : winner == ONE ? 1 : 2;
    }
}

package dev.weft.stress.context;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.weft.context.CancelableContext;
import dev.weft.context.Context;
import dev.weft.stress.Side;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * A context and its parent are cancelled at the same time: the child has one of the two causes, and both callers see
 * that cause once their cancel has returned.
 */
@JCStressTest
@Outcome(id = {"1, 1", "2, 2"}, expect = ACCEPTABLE, desc = "One of the two, for both.")
@Outcome(expect = FORBIDDEN, desc = "It was not done, or done twice.")
@State
public class ChildAgainstParent {
    private static final Exception ONE = new Exception("one");
    private static final Exception TWO = new Exception("two");

    private final CancelableContext ctx = Context.withCancel(Context.background());
    private final CancelableContext child = Context.withCancel(ctx);
    private final Side one = new Side();
    private final Side two = new Side();

    @Actor
    public void child() {
        one.run(() -> {
            child.cancel(ONE);
            return winner();
        });
    }

    @Actor
    public void parent() {
        two.run(() -> {
            ctx.cancel(TWO);
            return ctx.cause() == TWO ? winner() : 4;
        });
    }

    @Arbiter
    public void result(II_Result r) {
        r.r1 = one.found();
        r.r2 = two.found();
    }

    /** Returns whose cause the child has. */
    private int winner() {
        Exception cause = child.cause();
        return cause == null ? 0 : cause == ONE ? 1 : cause == TWO ? 2 : 3;
    }
}

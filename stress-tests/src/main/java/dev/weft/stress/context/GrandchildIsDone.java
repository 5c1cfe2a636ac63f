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
 * When cancel returns, all derived contexts are done, even if another caller cancels a context in the middle at the
 * same time.
 */
@JCStressTest
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "Both saw everything done.")
@Outcome(expect = FORBIDDEN, desc = "Something was not done yet.")
@State
public class GrandchildIsDone {
    private final CancelableContext ctx = Context.withCancel(Context.background());
    private final CancelableContext middle = Context.withCancel(ctx);
    private final Context left = Context.withCancel(middle);
    private final Context right = Context.withCancel(middle);
    private final Context last = Context.withCancel(left);
    private final Side above = new Side();
    private final Side between = new Side();

    @Actor
    public void cancelsAll() {
        above.run(() -> {
            ctx.cancel();
            return allAreDone();
        });
    }

    @Actor
    public void cancelsTheMiddle() {
        between.run(() -> {
            middle.cancel();
            return allAreDone();
        });
    }

    @Arbiter
    public void result(II_Result r) {
        r.r1 = above.found();
        r.r2 = between.found();
    }

    private int allAreDone() {
        return left.err() != null && right.err() != null && last.err() != null ? 1 : 0;
    }
}

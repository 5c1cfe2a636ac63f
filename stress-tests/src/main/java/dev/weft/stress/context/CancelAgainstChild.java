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
import org.openjdk.jcstress.infra.results.I_Result;

/** A context derived while its parent is cancelled is done, for the same reason, once both operations are over. */
@JCStressTest
@Outcome(id = "1", expect = ACCEPTABLE, desc = "Done.")
@Outcome(expect = FORBIDDEN, desc = "The child was missed.")
@State
public class CancelAgainstChild {
    private static final Exception WHY = new Exception("why");

    private final CancelableContext ctx = Context.withCancel(Context.background());
    private final Side canceller = new Side();
    private final Side deriver = new Side();
    private Context child;

    @Actor
    public void cancels() {
        canceller.run(() -> {
            ctx.cancel(WHY);
            return 0;
        });
    }

    @Actor
    public void derives() {
        deriver.run(() -> {
            child = Context.withCancel(ctx);
            return 0;
        });
    }

    @Arbiter
    public void result(I_Result r) {
        canceller.found();
        deriver.found();
        r.r1 = child.cause() == WHY && child.done().drained() ? 1 : 0;
    }
}

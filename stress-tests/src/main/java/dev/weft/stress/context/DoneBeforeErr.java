package dev.weft.stress.context;

import static dev.weft.Select.receive;
import static dev.weft.Select.trySelect;
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
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * If the channel of a context is closed, err and cause say why.
 */
@JCStressTest
@Outcome(id = "0", expect = ACCEPTABLE, desc = "Not done yet.")
@Outcome(id = "1", expect = ACCEPTABLE, desc = "Done, for a known reason.")
@Outcome(expect = FORBIDDEN, desc = "Done, for no reason.")
@State
public class DoneBeforeErr {
    private static final Exception WHY = new Exception("why");

    private final CancelableContext ctx = Context.withCancel(Context.background());
    private final Side canceller = new Side();
    private final Side looker = new Side();

    @Actor
    public void cancels() {
        canceller.run(() -> {
            ctx.cancel(WHY);
            return 0;
        });
    }

    @Actor
    public void looks() {
        looker.run(() -> {
            var done = receive(ctx.done());
            for (int i = 0; trySelect(done) < 0; i++) {
                if (i == 50) {
                    return 0;
                }
            }
            return ctx.cause() == WHY && ctx.err() instanceof CanceledException e && e.getCause() == WHY ? 1 : 2;
        });
    }

    @Arbiter
    public void result(I_Result r) {
        canceller.found();
        r.r1 = looker.found();
    }
}

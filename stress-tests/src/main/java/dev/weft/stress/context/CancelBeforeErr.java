package dev.weft.stress.context;

import static dev.weft.Select.receive;
import static dev.weft.Select.trySelect;
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
import org.openjdk.jcstress.infra.results.III_Result;

/** Cancelling a context happens before an err that is not null; and then its channel is closed. */
@JCStressTest
@Outcome(id = "0, 0, 0", expect = ACCEPTABLE, desc = "Not done yet.")
@Outcome(id = "1, 1, 1", expect = ACCEPTABLE, desc = "Done: what came before is seen, and the channel is closed.")
@Outcome(expect = FORBIDDEN, desc = "Done, but a write was not seen, or the channel is open.")
@State
public class CancelBeforeErr {
    private final CancelableContext ctx = Context.withCancel(Context.background());
    private final Side canceller = new Side();
    private final Side reader = new Side();
    private int written;
    private int seen;
    private int closed;

    @Actor
    public void cancels() {
        canceller.run(() -> {
            written = 1;
            ctx.cancel();
            return 0;
        });
    }

    @Actor
    public void reads() {
        reader.run(() -> {
            if (ctx.err() == null) {
                return 0;
            }
            seen = written;
            closed = trySelect(receive(ctx.done())) == 0 && ctx.done().drained() ? 1 : 0;
            return 1;
        });
    }

    @Arbiter
    public void result(III_Result r) {
        canceller.found();
        r.r1 = reader.found();
        r.r2 = seen;
        r.r3 = closed;
    }
}

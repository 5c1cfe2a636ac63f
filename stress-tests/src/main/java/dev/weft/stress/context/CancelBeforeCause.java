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

/** Cancelling a context happens before a cause that is not null, even in a derived context. The cause is complete. */
@JCStressTest
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "Not done yet.")
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "Done: the cause and what came before are seen.")
@Outcome(expect = FORBIDDEN, desc = "Done, but something was not seen.")
@State
public class CancelBeforeCause {
    /** With a field that is not final. */
    private static final class Reason extends Exception {
        private static final long serialVersionUID = 1L;

        int content;

        Reason() {
            super(null, null, false, false);
            content = 1;
        }
    }

    private final CancelableContext ctx = Context.withCancel(Context.background());
    private final Context child = Context.withCancel(ctx);
    private final Side canceller = new Side();
    private final Side reader = new Side();
    private int written;
    private int seen;

    @Actor
    public void cancels() {
        canceller.run(() -> {
            written = 1;
            ctx.cancel(new Reason());
            return 0;
        });
    }

    @Actor
    public void reads() {
        reader.run(() -> {
            if (child.cause() instanceof Reason reason) {
                seen = written;
                return reason.content == 1 ? 1 : 2;
            }
            return 0;
        });
    }

    @Arbiter
    public void result(II_Result r) {
        canceller.found();
        r.r1 = reader.found();
        r.r2 = seen;
    }
}

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
 * Cancelling a context happens before a receive that returns because of it: from its own channel, and from that of a
 * derived context.
 */
@JCStressTest
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "Both see what came before.")
@Outcome(expect = FORBIDDEN, desc = "A write was not seen.")
@State
public class CancelBeforeReceive {
    private final CancelableContext ctx = Context.withCancel(Context.background());
    private final Context child = Context.withCancel(ctx);
    private final Side own = new Side().go(() -> writtenWhenDone(ctx));
    private final Side canceller = new Side();
    private final Side receiver = new Side();
    private int written;

    @Actor
    public void cancels() {
        canceller.run(() -> {
            written = 1;
            ctx.cancel();
            return 0;
        });
    }

    @Actor
    public void receives() {
        receiver.run(() -> writtenWhenDone(child));
    }

    @Arbiter
    public void result(II_Result r) {
        canceller.found();
        r.r1 = own.found();
        r.r2 = receiver.found();
    }

    private int writtenWhenDone(Context of) throws InterruptedException {
        of.done().receive();
        return written;
    }
}

package dev.weft.stress.context;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.weft.Channel;
import dev.weft.context.CancelableContext;
import dev.weft.context.Context;
import dev.weft.stress.Side;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * A function that waits for a context is started, whether it was registered before the cancel or after it, and sees
 * what came before the cancel.
 */
@JCStressTest
@Outcome(id = "1", expect = ACCEPTABLE, desc = "The function sees what came before.")
@Outcome(expect = FORBIDDEN, desc = "It does not, or was never started.")
@State
public class CancelBeforeFunction {
    private final CancelableContext ctx = Context.withCancel(Context.background());
    private final Channel<Integer> seen = Channel.make(1);
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
        receiver.run(() -> {
            Context.afterFunc(ctx, () -> seen.trySend(written));
            return seen.receiveOr(-1);
        });
    }

    @Arbiter
    public void result(I_Result r) {
        canceller.found();
        r.r1 = receiver.found();
    }
}

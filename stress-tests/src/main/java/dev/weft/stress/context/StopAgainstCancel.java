package dev.weft.stress.context;

import static dev.weft.Go.unchecked;
import static dev.weft.stress.Side.value;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.weft.Channel;
import dev.weft.context.AfterFunc;
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
 * Stopping a function against cancelling the context that it waits for: exactly one takes effect. stop returns true
 * only if it kept the function from running.
 */
@JCStressTest
@Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "Stopped; it did not run.")
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "It ran, once.")
@Outcome(expect = FORBIDDEN, desc = "It was stopped and ran, or neither, or ran twice.")
@State
public class StopAgainstCancel {
    private final CancelableContext ctx = Context.withCancel(Context.background());
    private final Channel<Integer> runs = Channel.make(2);
    private final AfterFunc function = Context.afterFunc(ctx, () -> runs.trySend(1));
    private final Side canceller = new Side();
    private final Side stopper = new Side();

    @Actor
    public void cancels() {
        canceller.run(() -> {
            ctx.cancel();
            return 0;
        });
    }

    @Actor
    public void stops() {
        stopper.run(() -> function.stop() ? 1 : 0);
    }

    @Arbiter
    public void result(II_Result r) {
        canceller.found();
        r.r1 = stopper.found();
        r.r2 = value(r.r1 == 0 ? unchecked(() -> runs.tryReceive(Side.LONG)) : runs.tryReceive()) + runs.len();
    }
}

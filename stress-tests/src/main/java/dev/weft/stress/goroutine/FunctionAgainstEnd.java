package dev.weft.stress.goroutine;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.weft.Go;
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
 * A context is cancelled while a program that has registered a function with it ends: the function either runs before
 * the program is over, and run sees what it has done, or does not run at all.
 */
@JCStressTest
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "Not at all.")
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "Before run returned.")
@Outcome(expect = FORBIDDEN, desc = "A write was not seen, or it ran when the program was over.")
@State
public class FunctionAgainstEnd {
    private final CancelableContext ctx = Context.withCancel(Context.background());
    private final Side runner = new Side();
    private final Side canceller = new Side();
    private volatile boolean over;
    private volatile int late;
    private int ran;

    @Actor
    public void runs() {
        runner.run(() -> {
            Go.run(() -> Context.afterFunc(ctx, () -> {
                ran = 1;
                Thread.yield();
                late = over ? 2 : 1;
            }));
            over = true;
            return ran;
        });
    }

    @Actor
    public void cancels() {
        canceller.run(() -> {
            ctx.cancel();
            return 0;
        });
    }

    @Arbiter
    public void result(II_Result r) {
        canceller.found();
        r.r1 = runner.found();
        r.r2 = late;
    }
}

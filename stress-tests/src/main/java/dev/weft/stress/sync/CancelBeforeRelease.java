package dev.weft.stress.sync;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.weft.context.CancelableContext;
import dev.weft.context.CanceledException;
import dev.weft.context.Context;
import dev.weft.stress.Side;
import dev.weft.sync.WeightedSemaphore;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** An acquire whose context was done before enough was free fails, and leaves what there is to others. */
@JCStressTest
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "It failed; what was released is there.")
@Outcome(expect = FORBIDDEN, desc = "It succeeded, or something was lost.")
@State
public class CancelBeforeRelease {
    private final WeightedSemaphore semaphore = new WeightedSemaphore(1);
    private final CancelableContext ctx = Context.withCancel(Context.background());
    private final Side releaser = new Side();
    private final Side acquirer = new Side();

    {
        semaphore.tryAcquire(1);
    }

    @Actor
    public void release() {
        releaser.run(() -> {
            ctx.cancel();
            semaphore.release(1);
            return 0;
        });
    }

    @Actor
    public void acquire() {
        acquirer.run(() -> {
            try {
                semaphore.acquire(ctx, 1);
                return 1;
            } catch (CanceledException e) {
                return 0;
            }
        });
    }

    @Arbiter
    public void result(II_Result r) {
        releaser.found();
        r.r1 = acquirer.found();
        r.r2 = semaphore.tryAcquire(1) ? 1 : 0;
    }
}

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

/**
 * An acquire whose context is cancelled just as enough becomes free: it either succeeds, or fails and holds nothing.
 * Everything can be acquired afterwards.
 */
@JCStressTest
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "Acquired.")
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "Failed, and nothing was lost.")
@Outcome(expect = FORBIDDEN, desc = "Something was lost, or was given twice.")
@State
public class AcquireAgainstCancel {
    private final WeightedSemaphore semaphore = new WeightedSemaphore(2);
    private final CancelableContext ctx = Context.withCancel(Context.background());
    private final Side acquirer = waiting();
    private final Side canceller = new Side();
    private final Side releaser = new Side();

    @Actor
    public void cancels() {
        canceller.run(() -> {
            ctx.cancel();
            return 0;
        });
    }

    @Actor
    public void release() {
        releaser.run(() -> {
            semaphore.release(1);
            return 0;
        });
    }

    @Arbiter
    public void result(II_Result r) {
        canceller.found();
        releaser.found();
        r.r1 = acquirer.found();
        r.r2 = semaphore.tryAcquire(2) && !semaphore.tryAcquire(1) ? 1 : 0;
    }

    private Side waiting() {
        semaphore.tryAcquire(1);
        return new Side().go(() -> {
            try {
                semaphore.acquire(ctx, 2);
            } catch (CanceledException e) {
                return 0;
            }
            semaphore.release(2);
            return 1;
        });
    }
}

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

/** A waiter that needs much gives up while little is released: the waiter behind it, which needs little, gets that. */
@JCStressTest
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "The first gave up, the second got it.")
@Outcome(expect = FORBIDDEN, desc = "Something was given that was not there.")
@State
public class WithdrawAgainstRelease {
    private final WeightedSemaphore semaphore = new WeightedSemaphore(3);
    private final CancelableContext ctx = Context.withCancel(Context.background());
    private final Side heavy = waiting();
    private final Side light = new Side().go(() -> {
        semaphore.acquire(1);
        return 1;
    });
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
        r.r1 = heavy.found();
        r.r2 = light.found();
    }

    private Side waiting() {
        semaphore.tryAcquire(3);
        Side side = new Side().go(() -> {
            try {
                semaphore.acquire(ctx, 3);
                return 1;
            } catch (CanceledException e) {
                return 0;
            }
        });
        Side.awaitUntil(() -> !semaphore.tryAcquire(0)); // not even 0 can be acquired while another goroutine waits
        return side;
    }
}

package dev.weft.stress.sync;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.weft.context.CancelableContext;
import dev.weft.context.CanceledException;
import dev.weft.context.Context;
import dev.weft.stress.Side;
import dev.weft.sync.WaitGroup;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * An await whose context is cancelled while the last done comes: it was released, and sees what came before done, or it
 * has given up. An await without a context is released either way.
 */
@JCStressTest
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "Both released, and seen.")
@Outcome(id = "-1, 1", expect = ACCEPTABLE, desc = "One has given up, the other is released.")
@Outcome(expect = FORBIDDEN, desc = "Released, and a write was not seen.")
@State
public class AwaitAgainstCancel {
    private final WaitGroup group = counted();
    private final CancelableContext ctx = Context.withCancel(Context.background());
    private final Side worker = new Side();
    private final Side canceller = new Side();
    private int written;
    private final Side waiter = new Side().go(() -> {
        try {
            group.await(ctx);
            return written;
        } catch (CanceledException e) {
            return -1;
        }
    });
    private final Side other = new Side().go(() -> {
        group.await();
        return written;
    });

    @Actor
    public void done() {
        worker.run(() -> {
            written = 1;
            group.done();
            return 0;
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
        worker.found();
        canceller.found();
        r.r1 = waiter.found();
        r.r2 = other.found();
    }

    private static WaitGroup counted() {
        WaitGroup group = new WaitGroup();
        group.add(1);
        return group;
    }
}

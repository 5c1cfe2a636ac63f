package dev.weft.stress.sync;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.weft.context.CancelableContext;
import dev.weft.context.Context;
import dev.weft.stress.Side;
import dev.weft.sync.WaitGroup;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * Done → the await that it releases, even if that await would also have given up when its context was done.
 */
@JCStressTest
@Outcome(id = "1", expect = ACCEPTABLE, desc = "Released, and seen.")
@Outcome(expect = FORBIDDEN, desc = "Released, and a write was not seen.")
@State
public class DoneBeforeAwaitWithContext {
    private final WaitGroup group = new WaitGroup();
    private final CancelableContext ctx = Context.withCancel(Context.background());
    private final Side worker = new Side();
    private final Side waiter = new Side();
    private int written;

    {
        group.add(1);
    }

    @Actor
    public void done() {
        worker.run(() -> {
            written = 1;
            group.done();
            return 0;
        });
    }

    @Actor
    public void await() {
        waiter.run(() -> {
            group.await(ctx);
            return written;
        });
    }

    @Arbiter
    public void result(I_Result r) {
        worker.found();
        r.r1 = waiter.found();
    }
}

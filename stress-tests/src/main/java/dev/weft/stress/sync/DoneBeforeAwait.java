package dev.weft.stress.sync;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.weft.stress.Side;
import dev.weft.sync.WaitGroup;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * The last done happens before the await that it releases.
 */
@JCStressTest
@Outcome(id = "1", expect = ACCEPTABLE, desc = "The waiter sees what came before done.")
@Outcome(expect = FORBIDDEN, desc = "It does not.")
@State
public class DoneBeforeAwait {
    private final WaitGroup group = new WaitGroup();
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
            group.await();
            return written;
        });
    }

    @Arbiter
    public void result(I_Result r) {
        worker.found();
        r.r1 = waiter.found();
    }
}

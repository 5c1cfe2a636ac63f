package dev.weft.stress.sync;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.weft.stress.Side;
import dev.weft.sync.WeightedSemaphore;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A tryAcquire that succeeds sees what came before the release; one that fails has acquired nothing. */
@JCStressTest
@Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "Acquired; what came before is seen.")
@Outcome(id = "2, 1", expect = ACCEPTABLE, desc = "Failed; everything can still be acquired.")
@Outcome(expect = FORBIDDEN, desc = "Something was lost, or was given twice, or a write was not seen.")
@State
public class TryAcquireAgainstRelease {
    private final WeightedSemaphore semaphore = new WeightedSemaphore(1);
    private final Side releaser = new Side();
    private final Side acquirer = new Side();
    private int written;

    {
        semaphore.tryAcquire(1);
    }

    @Actor
    public void release() {
        releaser.run(() -> {
            written = 1;
            semaphore.release(1);
            return 0;
        });
    }

    @Actor
    public void tryAcquire() {
        acquirer.run(() -> semaphore.tryAcquire(1) ? written : 2);
    }

    @Arbiter
    public void result(II_Result r) {
        releaser.found();
        r.r1 = acquirer.found();
        r.r2 = semaphore.tryAcquire(1) ? 1 : 0;
    }
}

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
import org.openjdk.jcstress.infra.results.I_Result;

/** A release happens before a later acquire. */
@JCStressTest
@Outcome(id = "1", expect = ACCEPTABLE, desc = "The acquire sees what came before the release.")
@Outcome(expect = FORBIDDEN, desc = "It does not.")
@State
public class ReleaseBeforeAcquire {
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
    public void acquire() {
        acquirer.run(() -> {
            semaphore.acquire(1);
            return written;
        });
    }

    @Arbiter
    public void result(I_Result r) {
        releaser.found();
        r.r1 = acquirer.found();
    }
}

package dev.weft.stress.sync;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.weft.stress.Side;
import dev.weft.sync.WaitGroup;
import java.time.Duration;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** An await with a time-out returns true only if the count was zero, and then sees what came before done. */
@JCStressTest
@Outcome(id = "1", expect = ACCEPTABLE, desc = "Done, and seen.")
@Outcome(id = "-1", expect = ACCEPTABLE_INTERESTING, desc = "Timed out.")
@Outcome(expect = FORBIDDEN, desc = "Released, and a write was not seen.")
@State
public class AwaitAgainstTimeout {
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
        waiter.run(() -> group.await(Duration.ofNanos(1_000)) ? written : -1);
    }

    @Arbiter
    public void result(I_Result r) {
        worker.found();
        r.r1 = waiter.found();
    }
}

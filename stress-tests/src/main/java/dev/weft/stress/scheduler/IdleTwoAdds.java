package dev.weft.stress.scheduler;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.weft.internal.scheduler.OpenIdleProcessors;
import dev.weft.stress.Side;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** Two processors become idle. */
@JCStressTest
@Outcome(id = {"2, 0, 1", "2, 1, 0"}, expect = ACCEPTABLE, desc = "Both are there.")
@Outcome(expect = FORBIDDEN, desc = "One is not.")
@State
public class IdleTwoAdds {
    private final OpenIdleProcessors idle = new OpenIdleProcessors(2);
    private final Side one = new Side();
    private final Side two = new Side();

    {
        idle.poll();
        idle.poll();
    }

    @Actor
    public void one() {
        one.run(() -> {
            idle.add(0);
            return 0;
        });
    }

    @Actor
    public void two() {
        two.run(() -> {
            idle.add(1);
            return 0;
        });
    }

    @Arbiter
    public void result(III_Result r) {
        one.found();
        two.found();
        r.r1 = idle.count();
        r.r2 = idle.poll();
        r.r3 = idle.poll();
    }
}

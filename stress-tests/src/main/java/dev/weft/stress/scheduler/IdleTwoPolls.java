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

/** Two threads want to wake a carrier, and there are two. */
@JCStressTest
@Outcome(id = {"0, 1, 0", "1, 0, 0"}, expect = ACCEPTABLE, desc = "Each has one.")
@Outcome(expect = FORBIDDEN, desc = "Both have the same, or one has none.")
@State
public class IdleTwoPolls {
    private final OpenIdleProcessors idle = new OpenIdleProcessors(2);
    private final Side one = new Side();
    private final Side two = new Side();

    @Actor
    public void one() {
        one.run(idle::poll);
    }

    @Actor
    public void two() {
        two.run(idle::poll);
    }

    @Arbiter
    public void result(III_Result r) {
        r.r1 = one.found();
        r.r2 = two.found();
        r.r3 = idle.count();
    }
}

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

/** A carrier that finds work after all takes its processor out of the idle ones, while another thread wakes one. */
@JCStressTest
@Outcome(id = "1, 0, 0", expect = ACCEPTABLE, desc = "The thread that wakes has it.")
@Outcome(id = "0, 1, 0", expect = ACCEPTABLE, desc = "Its carrier has it.")
@Outcome(expect = FORBIDDEN, desc = "Both have it, or neither.")
@State
public class IdlePollAgainstRemove {
    private final OpenIdleProcessors idle = new OpenIdleProcessors(1);
    private final Side waker = new Side();
    private final Side carrier = new Side();

    @Actor
    public void wakes() {
        waker.run(() -> idle.poll() == 0 ? 1 : 0);
    }

    @Actor
    public void goesOn() {
        carrier.run(() -> idle.remove(0) ? 1 : 0);
    }

    @Arbiter
    public void result(III_Result r) {
        r.r1 = waker.found();
        r.r2 = carrier.found();
        r.r3 = idle.count();
    }
}

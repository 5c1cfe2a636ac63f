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

/** A processor becomes idle while another thread looks for one to wake. It says of itself what is the case. */
@JCStressTest
@Outcome(id = "-1, 1, 1", expect = ACCEPTABLE, desc = "Not there yet: it is idle.")
@Outcome(id = "0, 0, 0", expect = ACCEPTABLE, desc = "It is woken at once: it is not idle.")
@Outcome(expect = FORBIDDEN, desc = "It is idle, and not there; or the other way round.")
@State
public class IdleAddAgainstPoll {
    private final OpenIdleProcessors idle = new OpenIdleProcessors(1);
    private final Side carrier = new Side();
    private final Side waker = new Side();

    {
        idle.poll();
    }

    @Actor
    public void adds() {
        carrier.run(() -> {
            idle.add(0);
            return 0;
        });
    }

    @Actor
    public void wakes() {
        waker.run(idle::poll);
    }

    @Arbiter
    public void result(III_Result r) {
        carrier.found();
        r.r1 = waker.found();
        r.r2 = idle.isIdle(0) ? 1 : 0;
        r.r3 = idle.count();
    }
}

package dev.weft.stress.scheduler;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.weft.internal.scheduler.OpenSpareCarriers;
import dev.weft.stress.Side;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** A spare carrier is to end, as it has not been needed for long, when the monitor needs one. */
@JCStressTest
@Outcome(id = "0, 0, -1", expect = ACCEPTABLE, desc = "The monitor has it.")
@Outcome(id = "-1, 1, -1", expect = ACCEPTABLE, desc = "It ends.")
@Outcome(expect = FORBIDDEN, desc = "Both, or neither.")
@State
public class SparePollAgainstRemove {
    private final OpenSpareCarriers spares = new OpenSpareCarriers(1);
    private final Side monitor = new Side();
    private final Side carrier = new Side();

    {
        spares.push(0);
    }

    @Actor
    public void takes() {
        monitor.run(spares::poll);
    }

    @Actor
    public void ends() {
        carrier.run(() -> spares.remove(0) ? 1 : 0);
    }

    @Arbiter
    public void result(III_Result r) {
        r.r1 = monitor.found();
        r.r2 = carrier.found();
        r.r3 = spares.poll();
    }
}

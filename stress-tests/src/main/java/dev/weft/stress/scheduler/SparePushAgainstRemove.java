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

/** A carrier becomes a spare while another one ends. */
@JCStressTest
@Outcome(id = "1, 1, -1", expect = ACCEPTABLE, desc = "The one that ends is out, and the other one in.")
@Outcome(expect = FORBIDDEN, desc = "Otherwise.")
@State
public class SparePushAgainstRemove {
    private final OpenSpareCarriers spares = new OpenSpareCarriers(2);
    private final Side comes = new Side();
    private final Side ends = new Side();

    {
        spares.push(0);
    }

    @Actor
    public void comes() {
        comes.run(() -> {
            spares.push(1);
            return 0;
        });
    }

    @Actor
    public void ends() {
        ends.run(() -> spares.remove(0) ? 1 : 0);
    }

    @Arbiter
    public void result(III_Result r) {
        comes.found();
        r.r1 = ends.found();
        r.r2 = spares.poll();
        r.r3 = spares.poll();
    }
}

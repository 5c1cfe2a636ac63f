package dev.weft.stress.scheduler;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.weft.internal.scheduler.OpenProcessor;
import dev.weft.stress.Side;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** The slot, between the carrier that runs what is in it, and a thief. */
@JCStressTest
@Outcome(id = "1, 0, 0", expect = ACCEPTABLE, desc = "The carrier has it.")
@Outcome(id = "0, 1, 0", expect = ACCEPTABLE, desc = "The thief has it.")
@Outcome(expect = FORBIDDEN, desc = "Both have it, or neither.")
@State
public class SlotTakenOnce {
    private final OpenProcessor processor = new OpenProcessor();
    private final Side carrier = new Side();
    private final Side thief = new Side();

    @Actor
    public void runs() {
        carrier.run(() -> {
            processor.runNext(1);
            return processor.poll();
        });
    }

    @Actor
    public void steals() {
        thief.run(() -> {
            int stolen = processor.takeNext();
            return stolen != 0 ? stolen : processor.takeNext();
        });
    }

    @Arbiter
    public void result(III_Result r) {
        r.r1 = carrier.found();
        r.r2 = thief.found();
        r.r3 = processor.poll();
    }
}

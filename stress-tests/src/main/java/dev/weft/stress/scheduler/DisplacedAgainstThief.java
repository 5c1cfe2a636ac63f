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

/** What stood in the slot goes to the queue, while a thief takes what is next. */
@JCStressTest
@Outcome(id = "1, 2, 0", expect = ACCEPTABLE, desc = "The thief has the first.")
@Outcome(id = "2, 1, 0", expect = ACCEPTABLE, desc = "The thief has the second.")
@Outcome(id = "0, 2, 1", expect = ACCEPTABLE, desc = "The thief found nothing: the first was on its way to the queue.")
@Outcome(expect = FORBIDDEN, desc = "One of them is lost, or there twice.")
@State
public class DisplacedAgainstThief {
    private final OpenProcessor processor = new OpenProcessor();
    private final Side carrier = new Side();
    private final Side thief = new Side();

    {
        processor.runNext(1);
    }

    @Actor
    public void readies() {
        carrier.run(() -> {
            processor.runNext(2);
            return 0;
        });
    }

    @Actor
    public void steals() {
        thief.run(processor::takeNext);
    }

    @Arbiter
    public void result(III_Result r) {
        carrier.found();
        r.r1 = thief.found();
        r.r2 = processor.poll();
        r.r3 = processor.poll();
    }
}

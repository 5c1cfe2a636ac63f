package dev.weft.stress.scheduler;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.weft.internal.scheduler.OpenProcessor;
import dev.weft.stress.Side;
import java.util.stream.Collectors;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** A thief takes the first half of a queue from which its carrier takes something. */
@JCStressTest
@Outcome(id = "1, 23, 4", expect = ACCEPTABLE, desc = "The carrier was first.")
@Outcome(id = "3, 12, 4", expect = ACCEPTABLE, desc = "The thief was first.")
@Outcome(expect = FORBIDDEN, desc = "Something was lost, was taken twice, or is out of order.")
@State
public class QueuePopAgainstSteal {
    private final OpenProcessor queue = new OpenProcessor();
    private final Side carrier = new Side();
    private final Side thief = new Side();

    {
        for (int i = 1; i <= 4; i++) {
            queue.push(i);
        }
    }

    @Actor
    public void pops() {
        carrier.run(queue::pop);
    }

    @Actor
    public void steals() {
        thief.run(() -> Integer.parseInt(queue.steal(OpenProcessor.CAPACITY).stream().map(String::valueOf)
                .collect(Collectors.joining())));
    }

    @Arbiter
    public void result(III_Result r) {
        r.r1 = carrier.found();
        r.r2 = thief.found();
        r.r3 = queue.pop();
    }
}

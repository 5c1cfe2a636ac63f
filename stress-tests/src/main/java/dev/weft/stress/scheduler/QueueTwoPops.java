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

/** Two threads take something out of one queue. */
@JCStressTest
@Outcome(id = {"1, 2, 3", "2, 1, 3"}, expect = ACCEPTABLE, desc = "Each has one, and the third is left.")
@Outcome(expect = FORBIDDEN, desc = "One is lost, or was taken twice.")
@State
public class QueueTwoPops {
    private final OpenProcessor queue = new OpenProcessor();
    private final Side one = new Side();
    private final Side two = new Side();

    {
        queue.push(1);
        queue.push(2);
        queue.push(3);
    }

    @Actor
    public void one() {
        one.run(queue::pop);
    }

    @Actor
    public void two() {
        two.run(queue::pop);
    }

    @Arbiter
    public void result(III_Result r) {
        r.r1 = one.found();
        r.r2 = two.found();
        r.r3 = queue.pop();
    }
}

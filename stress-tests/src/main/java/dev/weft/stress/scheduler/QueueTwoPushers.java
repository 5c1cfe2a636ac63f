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
import org.openjdk.jcstress.infra.results.II_Result;

/** Two threads put something into one queue: that of a processor, or the global one. */
@JCStressTest
@Outcome(id = {"1, 2", "2, 1"}, expect = ACCEPTABLE, desc = "Both are there.")
@Outcome(expect = FORBIDDEN, desc = "One is lost.")
@State
public class QueueTwoPushers {
    private final OpenProcessor queue = new OpenProcessor();
    private final Side one = new Side();
    private final Side two = new Side();

    @Actor
    public void one() {
        one.run(() -> {
            queue.push(1);
            return 0;
        });
    }

    @Actor
    public void two() {
        two.run(() -> {
            queue.push(2);
            return 0;
        });
    }

    @Arbiter
    public void result(II_Result r) {
        one.found();
        two.found();
        r.r1 = queue.pop();
        r.r2 = queue.pop();
    }
}

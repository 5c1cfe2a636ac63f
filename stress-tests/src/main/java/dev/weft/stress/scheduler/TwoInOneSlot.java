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

/**
 * Two carriers make something runnable on one processor: the one that has it, and the one that has just lost it. One of
 * the two is next, and the other in the queue.
 */
@JCStressTest
@Outcome(id = {"1, 2", "2, 1"}, expect = ACCEPTABLE, desc = "Both are there.")
@Outcome(expect = FORBIDDEN, desc = "One is lost.")
@State
public class TwoInOneSlot {
    private final OpenProcessor processor = new OpenProcessor();
    private final Side owner = new Side();
    private final Side other = new Side();

    @Actor
    public void one() {
        owner.run(() -> {
            processor.runNext(1);
            return 0;
        });
    }

    @Actor
    public void two() {
        other.run(() -> {
            processor.runNext(2);
            return 0;
        });
    }

    @Arbiter
    public void result(II_Result r) {
        owner.found();
        other.found();
        r.r1 = processor.poll();
        r.r2 = processor.poll();
    }
}

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

/** Two threads find the queue full, and make a larger one. */
@JCStressTest
@Outcome(id = "258, 258", expect = ACCEPTABLE, desc = "All are there, in order.")
@Outcome(expect = FORBIDDEN, desc = "Some are lost, or out of order.")
@State
public class QueueGrowsOnce {
    private static final int HEAD = 100;

    private final OpenProcessor queue = new OpenProcessor();
    private final Side one = new Side();
    private final Side two = new Side();

    {
        for (int i = 1; i <= HEAD; i++) {
            queue.push(i);
        }
        for (int i = 1; i <= HEAD; i++) {
            queue.pop();
        }
        for (int i = 1; i <= OpenProcessor.CAPACITY; i++) {
            queue.push(i);
        }
    }

    @Actor
    public void one() {
        one.run(() -> {
            queue.push(OpenProcessor.CAPACITY + 1);
            return 0;
        });
    }

    @Actor
    public void two() {
        two.run(() -> {
            queue.push(OpenProcessor.CAPACITY + 1);
            return 0;
        });
    }

    @Arbiter
    public void result(II_Result r) {
        one.found();
        two.found();
        r.r1 = queue.size();
        for (int i = 1; i <= OpenProcessor.CAPACITY && queue.pop() == i; i++) {
            r.r2++;
        }
        for (int i = 0; i < 2 && queue.pop() == OpenProcessor.CAPACITY + 1; i++) {
            r.r2++;
        }
    }
}

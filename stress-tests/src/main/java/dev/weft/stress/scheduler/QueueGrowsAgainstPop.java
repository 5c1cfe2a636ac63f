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

/** A queue grows while something is taken out of it. */
@JCStressTest
@Outcome(id = "1, 256", expect = ACCEPTABLE, desc = "The first was taken, all others are there, in order.")
@Outcome(expect = FORBIDDEN, desc = "Some are lost, or out of order.")
@State
public class QueueGrowsAgainstPop {
    private final OpenProcessor queue = new OpenProcessor();
    private final Side pusher = new Side();
    private final Side carrier = new Side();

    {
        for (int i = 1; i <= OpenProcessor.CAPACITY; i++) {
            queue.push(i);
        }
    }

    @Actor
    public void pushes() {
        pusher.run(() -> {
            queue.push(OpenProcessor.CAPACITY + 1);
            return 0;
        });
    }

    @Actor
    public void pops() {
        carrier.run(queue::pop);
    }

    @Arbiter
    public void result(II_Result r) {
        pusher.found();
        r.r1 = carrier.found();
        for (int i = 2; i <= OpenProcessor.CAPACITY + 1 && queue.pop() == i; i++) {
            r.r2++;
        }
    }
}

package dev.weft.stress.sync;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.weft.stress.Side;
import dev.weft.sync.WaitGroup;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Every done happens before the await that the last one releases.
 */
@JCStressTest
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "The waiter sees what came before either.")
@Outcome(expect = FORBIDDEN, desc = "It was released too early, or a write was not seen.")
@State
public class TwoDone {
    private final WaitGroup group = new WaitGroup();
    private final Side waiter = waiting();
    private final Side one = new Side();
    private final Side two = new Side();
    private int a;
    private int b;
    private int seen;

    @Actor
    public void one() {
        one.run(() -> {
            a = 1;
            group.done();
            return 0;
        });
    }

    @Actor
    public void two() {
        two.run(() -> {
            b = 1;
            group.done();
            return 0;
        });
    }

    @Arbiter
    public void result(II_Result r) {
        one.found();
        two.found();
        r.r1 = waiter.found();
        r.r2 = seen;
    }

    private Side waiting() {
        group.add(2);
        return new Side().go(() -> {
            group.await();
            int first = a;
            seen = b;
            return first;
        });
    }
}

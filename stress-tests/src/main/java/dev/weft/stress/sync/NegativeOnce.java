package dev.weft.stress.sync;

import static dev.weft.Go.unchecked;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.weft.stress.Side;
import dev.weft.sync.WaitGroup;
import java.time.Duration;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** Of two calls of done for a count of one, exactly one fails; the count is zero afterwards. */
@JCStressTest
@Outcome(id = {"1, 2, 1", "2, 1, 1"}, expect = ACCEPTABLE, desc = "One failed, and changed nothing.")
@Outcome(expect = FORBIDDEN, desc = "Both, or neither, or the count is wrong.")
@State
public class NegativeOnce {
    private final WaitGroup group = new WaitGroup();
    private final Side one = new Side();
    private final Side two = new Side();

    {
        group.add(1);
    }

    @Actor
    public void one() {
        one.run(this::done);
    }

    @Actor
    public void two() {
        two.run(this::done);
    }

    @Arbiter
    public void result(III_Result r) {
        r.r1 = one.found();
        r.r2 = two.found();
        r.r3 = unchecked(() -> group.await(Duration.ZERO)) ? 1 : 0;
    }

    private int done() {
        try {
            group.done();
            return 1;
        } catch (IllegalStateException e) {
            return 2;
        }
    }
}

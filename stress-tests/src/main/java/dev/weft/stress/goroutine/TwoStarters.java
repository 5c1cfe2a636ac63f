package dev.weft.stress.goroutine;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.weft.internal.goroutine.OpenCrew;
import dev.weft.stress.Side;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Two goroutines of a program start one each at the same time: each gets the thread of its own. */
@JCStressTest
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "Each has its own.")
@Outcome(expect = FORBIDDEN, desc = "They have got each other's.")
@State
public class TwoStarters {
    private final OpenCrew crew = new OpenCrew();
    private final Side a = new Side();
    private final Side b = new Side();

    public TwoStarters() {
        crew.starts(); // leaves a launcher, which only one of the two may take
    }

    @Actor
    public void one() {
        a.run(() -> crew.starts() ? 1 : 0);
    }

    @Actor
    public void two() {
        b.run(() -> crew.starts() ? 1 : 0);
    }

    @Arbiter
    public void result(II_Result r) {
        r.r1 = a.found();
        r.r2 = b.found();
    }
}

package dev.weft.stress.sync;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.weft.stress.Side;
import dev.weft.sync.Once;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** The function of a Once runs once, and its end happens before the return of every doOnce. */
@JCStressTest
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "It ran once, and both see what it has done.")
@Outcome(expect = FORBIDDEN, desc = "Twice, or not yet done.")
@State
public class OnceIsOnce {
    private final Once once = new Once();
    private final Side a = new Side();
    private final Side b = new Side();
    private int runs;

    @Actor
    public void one() {
        a.run(this::run);
    }

    @Actor
    public void two() {
        b.run(this::run);
    }

    @Arbiter
    public void result(II_Result r) {
        r.r1 = a.found();
        r.r2 = b.found();
    }

    private int run() {
        once.doOnce(() -> {
            runs++;
        });
        return runs;
    }
}

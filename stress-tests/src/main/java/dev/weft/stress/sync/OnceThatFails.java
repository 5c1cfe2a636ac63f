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

/**
 * A function that fails counts as done: its exception reaches the caller that ran it. The other caller returns, and
 * sees what the function has done.
 */
@JCStressTest
@Outcome(id = {"2, 1", "1, 2"}, expect = ACCEPTABLE, desc = "One failed; both see what was done.")
@Outcome(expect = FORBIDDEN, desc = "It ran twice, or the exception went astray, or a write was not seen.")
@State
public class OnceThatFails {
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
        try {
            once.doOnce(() -> {
                runs++;
                throw new IllegalStateException();
            });
            return runs == 1 ? 1 : -1;
        } catch (IllegalStateException e) {
            return runs == 1 ? 2 : -2;
        }
    }
}

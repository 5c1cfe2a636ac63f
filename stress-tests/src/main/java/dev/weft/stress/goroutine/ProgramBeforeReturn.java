package dev.weft.stress.goroutine;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.weft.Go;
import dev.weft.stress.Side;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * What came before a program happens before its main, and what its goroutines have done happens before run returns. Two
 * programs run side by side.
 */
@JCStressTest
@Outcome(id = "2, 2", expect = ACCEPTABLE, desc = "Both see everything.")
@Outcome(expect = FORBIDDEN, desc = "A write was not seen.")
@State
public class ProgramBeforeReturn {
    private final Side a = new Side();
    private final Side b = new Side();

    @Actor
    public void one() {
        a.run(ProgramBeforeReturn::program);
    }

    @Actor
    public void two() {
        b.run(ProgramBeforeReturn::program);
    }

    @Arbiter
    public void result(II_Result r) {
        r.r1 = a.found();
        r.r2 = b.found();
    }

    private static int program() throws Exception {
        int[] written = new int[2];
        written[0] = 1;
        Go.run(() -> Go.go(() -> written[1] = written[0] + 1));
        return written[1];
    }
}

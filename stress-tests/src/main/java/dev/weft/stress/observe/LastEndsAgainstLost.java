package dev.weft.stress.observe;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.weft.internal.goroutine.OpenProgram;
import dev.weft.stress.Side;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Of the last two goroutines of a program, one ends while an observer writes off the other, which can never go on. One of
 * the two finds that nobody is left, and only one.
 */
@JCStressTest
@Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "The program is over.")
@Outcome(expect = FORBIDDEN, desc = "Its caller waits forever.")
@State
public class LastEndsAgainstLost {
    private final OpenProgram program = new OpenProgram();
    private final Side goroutine = new Side();
    private final Side observer = new Side();

    @Actor
    public void ends() {
        goroutine.run(() -> {
            program.oneEnds();
            return 0;
        });
    }

    @Actor
    public void writesOff() {
        observer.run(() -> {
            program.otherIsLost();
            return 0;
        });
    }

    @Arbiter
    public void result(II_Result r) {
        goroutine.found();
        observer.found();
        r.r1 = program.isOver() ? 1 : 0;
        r.r2 = program.alive();
    }
}

package dev.weft.stress.goroutine;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.weft.Channel;
import dev.weft.Go;
import dev.weft.stress.Side;
import dev.weft.testing.SyncTest;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * A goroutine started while its program ends is asked to stop, once, so that the program can end. One of the two programs
 * runs in a bubble: elsewhere, whoever watches programs would soon ask a goroutine that has been forgotten.
 */
@JCStressTest
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "Both were asked to stop, and the programs have ended.")
@Outcome(expect = FORBIDDEN, desc = "Asked twice.")
@State
public class StartAgainstEnd {
    private final Side a = new Side();
    private final Side b = new Side();

    @Actor
    public void one() {
        a.run(StartAgainstEnd::program);
    }

    @Actor
    public void two() {
        b.run(StartAgainstEnd::programInBubble);
    }

    @Arbiter
    public void result(II_Result r) {
        r.r1 = a.found();
        r.r2 = b.found();
    }

    private static int programInBubble() throws Exception {
        int[] asked = new int[1];
        SyncTest.run(() -> {
            asked[0] = program();
        });
        return asked[0];
    }

    private static int program() throws Exception {
        Channel<Integer> never = Channel.make();
        int[] asked = new int[1];
        Go.run(() -> Go.go(() -> Go.go(() -> {
            try {
                never.receive();
            } catch (InterruptedException e) {
                asked[0]++;
            }
            if (Thread.interrupted()) {
                asked[0]++;
            }
        })));
        return asked[0];
    }
}

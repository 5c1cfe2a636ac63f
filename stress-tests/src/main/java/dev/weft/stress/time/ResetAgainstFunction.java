package dev.weft.stress.time;

import static dev.weft.Go.unchecked;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.weft.Channel;
import dev.weft.stress.Side;
import dev.weft.time.Timer;
import dev.weft.time.Timers;
import java.time.Duration;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * Two goroutines reset a timer while it is due: it runs once for each time it was set, except those for which reset
 * reports that it was still pending.
 */
@JCStressTest
@Outcome(id = {"0, 0, 3", "1, 0, 2", "0, 1, 2", "1, 1, 1"}, expect = ACCEPTABLE,
        desc = "Each setting ran, or was replaced.")
@Outcome(expect = FORBIDDEN, desc = "One did both, or neither.")
@State
public class ResetAgainstFunction {
    private final Channel<Integer> ran = Channel.make(4);
    private final Timer timer = Timers.afterFunc(Duration.ofNanos(30_000), () -> ran.trySend(1));
    private final Side one = new Side();
    private final Side two = new Side();

    @Actor
    public void one() {
        one.run(() -> timer.reset(Duration.ZERO) ? 1 : 0);
    }

    @Actor
    public void two() {
        two.run(() -> timer.reset(Duration.ZERO) ? 1 : 0);
    }

    @Arbiter
    public void result(III_Result r) {
        r.r1 = one.found();
        r.r2 = two.found();
        int runs = 3 - r.r1 - r.r2;
        while (r.r3 < runs && unchecked(() -> ran.tryReceive(Side.LONG)) != null) {
            r.r3++;
        }
        r.r3 += ran.len();
    }
}

package dev.weft.stress.time;

import static dev.weft.Go.unchecked;
import static dev.weft.stress.Side.value;
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
 * When two stops of a timer compete with the timer itself, exactly one wins: stop returns true only if it kept the
 * function from running.
 */
@JCStressTest
@Outcome(id = {"1, 0, 0", "0, 1, 0"}, expect = ACCEPTABLE, desc = "One stopped it; it did not run.")
@Outcome(id = "0, 0, 1", expect = ACCEPTABLE, desc = "It ran.")
@Outcome(expect = FORBIDDEN, desc = "It was stopped and ran, or neither.")
@State
public class StopAgainstFunction {
    private final Channel<Integer> ran = Channel.make(1);
    private final Timer timer = Timers.afterFunc(Duration.ofNanos(30_000), () -> ran.trySend(1));
    private final Side one = new Side();
    private final Side two = new Side();

    @Actor
    public void one() {
        one.run(() -> timer.stop() ? 1 : 0);
    }

    @Actor
    public void two() {
        two.run(() -> timer.stop() ? 1 : 0);
    }

    @Arbiter
    public void result(III_Result r) {
        r.r1 = one.found();
        r.r2 = two.found();
        r.r3 = value(r.r1 + r.r2 == 0 ? unchecked(() -> ran.tryReceive(Side.LONG)) : ran.tryReceive());
    }
}

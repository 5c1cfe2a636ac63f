package dev.weft.stress.time;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.weft.stress.Side;
import dev.weft.time.Timer;
import dev.weft.time.Timers;
import java.time.Duration;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A receive that competes with a reset gets the old value, or nothing: never both. */
@JCStressTest
@Outcome(id = {"1, 0", "0, 1"}, expect = ACCEPTABLE, desc = "Received, or taken back by the reset, which returns true.")
@Outcome(expect = FORBIDDEN, desc = "Both, or neither.")
@State
public class ResetAgainstReceive {
    private final Timer timer = Timers.newTimer(Duration.ZERO);
    private final Side setter = new Side();
    private final Side receiver = new Side();

    @Actor
    public void reset() {
        setter.run(() -> timer.reset(Duration.ofDays(1)) ? 1 : 0);
    }

    @Actor
    public void receives() {
        receiver.run(() -> timer.channel().tryReceive() == null ? 0 : 1);
    }

    @Arbiter
    public void result(II_Result r) {
        r.r1 = setter.found();
        r.r2 = receiver.found();
        timer.stop();
    }
}

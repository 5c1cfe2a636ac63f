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
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * The value of a timer that is due is either received or withdrawn by stop: after a stop that returns true, there is
 * nothing left to receive.
 */
@JCStressTest
@Outcome(id = {"1, 0, 0", "0, 1, 0"}, expect = ACCEPTABLE, desc = "One of the two.")
@Outcome(expect = FORBIDDEN, desc = "Both, or neither, or something is left.")
@State
public class StopAgainstReceive {
    private final Timer timer = Timers.newTimer(Duration.ZERO);
    private final Side stopper = new Side();
    private final Side receiver = new Side();

    @Actor
    public void stop() {
        stopper.run(() -> timer.stop() ? 1 : 0);
    }

    @Actor
    public void receives() {
        receiver.run(() -> timer.channel().tryReceive() == null ? 0 : 1);
    }

    @Arbiter
    public void result(III_Result r) {
        r.r1 = stopper.found();
        r.r2 = receiver.found();
        r.r3 = timer.channel().tryReceive() == null ? 0 : 1;
    }
}

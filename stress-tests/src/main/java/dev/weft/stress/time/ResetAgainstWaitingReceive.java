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
import org.openjdk.jcstress.infra.results.I_Result;

/** A receive that waits for a timer is woken when the timer is reset to an earlier time. */
@JCStressTest
@Outcome(id = "1", expect = ACCEPTABLE, desc = "Received.")
@Outcome(expect = FORBIDDEN, desc = "Impossible.")
@State
public class ResetAgainstWaitingReceive {
    private final Timer timer = Timers.newTimer(Duration.ofDays(1));
    private final Side setter = new Side();
    private final Side receiver = new Side();

    @Actor
    public void reset() {
        setter.run(() -> {
            timer.reset(Duration.ZERO);
            return 0;
        });
    }

    @Actor
    public void receives() {
        receiver.run(() -> timer.channel().receive() == null ? 0 : 1);
    }

    @Arbiter
    public void result(I_Result r) {
        setter.found();
        r.r1 = receiver.found();
    }
}

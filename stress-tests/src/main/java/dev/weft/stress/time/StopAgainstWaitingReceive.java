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

/** A receive waits for a timer while it is stopped: either it gets the value, or stop returns true. */
@JCStressTest
@Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "Stopped.")
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "Received.")
@Outcome(expect = FORBIDDEN, desc = "Both, or neither.")
@State
public class StopAgainstWaitingReceive {
    private static final Duration SOON = Duration.ofNanos(10_000);
    private static final Duration LATER = Duration.ofNanos(200_000);

    private final Timer timer = Timers.newTimer(SOON);
    private final Side stopper = new Side();
    private final Side receiver = new Side();

    @Actor
    public void stop() {
        stopper.run(() -> timer.stop() ? 1 : 0);
    }

    @Actor
    public void receives() {
        receiver.run(() -> timer.channel().tryReceive(LATER) == null ? 0 : 1);
    }

    @Arbiter
    public void result(II_Result r) {
        r.r1 = stopper.found();
        r.r2 = receiver.found();
    }
}

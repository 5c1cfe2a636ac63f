package dev.weft.stress.time;

import static dev.weft.Select.receive;
import static dev.weft.Select.select;
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
import org.openjdk.jcstress.infra.results.I_Result;

/** A select that waits for a timer is woken when the timer is reset to an earlier time. */
@JCStressTest
@Outcome(id = "1", expect = ACCEPTABLE, desc = "Received.")
@Outcome(expect = FORBIDDEN, desc = "Impossible.")
@State
public class ResetAgainstWaitingSelect {
    private final Timer timer = Timers.newTimer(Duration.ofDays(1));
    private final Channel<Integer> idle = Channel.make();
    private final Side setter = new Side();
    private final Side selector = new Side();

    @Actor
    public void reset() {
        setter.run(() -> {
            timer.reset(Duration.ZERO);
            return 0;
        });
    }

    @Actor
    public void selects() {
        selector.run(() -> select(receive(idle), receive(timer.channel())));
    }

    @Arbiter
    public void result(I_Result r) {
        setter.found();
        r.r1 = selector.found();
    }
}

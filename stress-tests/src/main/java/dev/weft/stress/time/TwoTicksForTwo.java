package dev.weft.stress.time;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.weft.stress.Side;
import dev.weft.time.Ticker;
import dev.weft.time.Timers;
import java.time.Duration;
import java.time.Instant;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** Two receivers of a ticker get two ticks, never the same one twice. */
@JCStressTest
@Outcome(id = "0", expect = ACCEPTABLE, desc = "One came before its tick.")
@Outcome(id = "1", expect = ACCEPTABLE, desc = "Two ticks.")
@Outcome(expect = FORBIDDEN, desc = "The same tick twice.")
@State
public class TwoTicksForTwo {
    private final Ticker ticker = Timers.newTicker(Duration.ofNanos(1));
    private final Side one = new Side();
    private final Side two = new Side();
    private Instant first;
    private Instant second;

    @Actor
    public void one() {
        one.run(() -> {
            first = ticker.channel().tryReceive();
            return 0;
        });
    }

    @Actor
    public void two() {
        two.run(() -> {
            second = ticker.channel().tryReceive();
            return 0;
        });
    }

    @Arbiter
    public void result(I_Result r) {
        one.found();
        two.found();
        r.r1 = first == null || second == null ? 0 : first.equals(second) ? 2 : 1;
    }
}

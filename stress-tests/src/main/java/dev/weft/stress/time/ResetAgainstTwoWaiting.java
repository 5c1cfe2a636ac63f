package dev.weft.stress.time;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.weft.stress.Side;
import dev.weft.time.Ticker;
import dev.weft.time.Timers;
import java.time.Duration;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** All goroutines that wait for a ticker are woken when it is reset to a shorter period: each gets a tick. */
@JCStressTest
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "Both received.")
@Outcome(expect = FORBIDDEN, desc = "Impossible.")
@State
public class ResetAgainstTwoWaiting {
    private static final Duration SHORT = Duration.ofNanos(10_000);

    private final Ticker ticker = Timers.newTicker(Duration.ofDays(1));
    private final Side waiting = new Side().go(this::receive);
    private final Side setter = new Side();
    private final Side receiver = new Side();

    @Actor
    public void reset() {
        setter.run(() -> {
            ticker.reset(SHORT);
            return 0;
        });
    }

    @Actor
    public void receives() {
        receiver.run(this::receive);
    }

    @Arbiter
    public void result(II_Result r) {
        setter.found();
        r.r1 = waiting.found();
        r.r2 = receiver.found();
    }

    private int receive() throws InterruptedException {
        return ticker.channel().receive() == null ? 0 : 1;
    }
}

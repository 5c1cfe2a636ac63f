package dev.weft.stress.time;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.weft.stress.Side;
import dev.weft.time.RateLimiter;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** Rate and burst are changed while a token is taken: none of the three effects is lost. */
@JCStressTest
@Outcome(id = "1, 5, 1", expect = ACCEPTABLE, desc = "The token is gone, rate and burst are the new ones.")
@Outcome(expect = FORBIDDEN, desc = "The token is still there, or the rate or burst is an old one.")
@State
public class SettingAgainstAllow {
    private static final double RATE = 2e-6;

    private final RateLimiter limiter = new RateLimiter(1e-6, 2);
    private final Side setter = new Side();
    private final Side taker = new Side();

    @Actor
    public void sets() {
        setter.run(() -> {
            limiter.setRate(RATE);
            limiter.setBurst(5);
            return 0;
        });
    }

    @Actor
    public void takes() {
        taker.run(() -> limiter.allow() ? 1 : 0);
    }

    @Arbiter
    public void result(III_Result r) {
        setter.found();
        r.r1 = taker.found() == 1 && limiter.rate() == RATE ? 1 : 0;
        r.r2 = limiter.burst();
        r.r3 = (int) Math.round(limiter.tokens());
    }
}

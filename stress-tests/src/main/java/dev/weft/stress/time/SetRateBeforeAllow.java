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
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * An allow that takes a token due to a change of the rate sees what came before that change; a refusal orders nothing.
 */
@JCStressTest
@Outcome(id = "1", expect = ACCEPTABLE, desc = "Permitted; what came before is seen.")
@Outcome(id = "2", expect = ACCEPTABLE, desc = "Refused.")
@Outcome(expect = FORBIDDEN, desc = "Permitted, and what came before is not seen.")
@State
public class SetRateBeforeAllow {
    private final RateLimiter limiter = new RateLimiter(1e-6, 1);
    private final Side setter = new Side();
    private final Side taker = new Side();
    private int written;

    {
        limiter.allow();
    }

    @Actor
    public void sets() {
        setter.run(() -> {
            written = 1;
            limiter.setRate(RateLimiter.INFINITE);
            return 0;
        });
    }

    @Actor
    public void takes() {
        taker.run(() -> limiter.allow() ? written : 2);
    }

    @Arbiter
    public void result(I_Result r) {
        setter.found();
        r.r1 = taker.found();
    }
}

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

/** An interrupted wait gives its token back, even while the rate is changed. */
@JCStressTest
@Outcome(id = "0, 0, 1", expect = ACCEPTABLE, desc = "Interrupted; there is no debt, and the rate is the new one.")
@Outcome(expect = FORBIDDEN, desc = "Its token or the rate was lost.")
@State
public class AwaitAgainstInterrupt {
    private static final double RATE = 2e-6;

    private final RateLimiter limiter = new RateLimiter(1e-6, 1);
    private final Side waiter = waiting();
    private final Side interrupter = new Side();
    private final Side setter = new Side();

    @Actor
    public void interrupts() {
        interrupter.run(() -> {
            waiter.thread().interrupt();
            return 0;
        });
    }

    @Actor
    public void sets() {
        setter.run(() -> {
            limiter.setRate(RATE);
            return 0;
        });
    }

    @Arbiter
    public void result(III_Result r) {
        interrupter.found();
        setter.found();
        r.r1 = waiter.found();
        r.r2 = (int) -Math.round(limiter.tokens());
        r.r3 = limiter.rate() == RATE ? 1 : 0;
    }

    private Side waiting() {
        limiter.allow();
        Side side = new Side().go(() -> {
            try {
                limiter.await();
                return 1;
            } catch (InterruptedException e) {
                return 0;
            }
        });
        Side.awaitUntil(() -> limiter.tokens() < -0.5);
        return side;
    }
}

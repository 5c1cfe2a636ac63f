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

/** An allow that takes a token given back by a cancel sees what came before the cancel; a refusal orders nothing. */
@JCStressTest
@Outcome(id = "1", expect = ACCEPTABLE, desc = "Permitted; what came before is seen.")
@Outcome(id = "2", expect = ACCEPTABLE, desc = "Refused.")
@Outcome(expect = FORBIDDEN, desc = "Permitted, and what came before is not seen.")
@State
public class CancelBeforeAllow {
    private final RateLimiter limiter = new RateLimiter(1e-6, 2);
    private final RateLimiter.Reservation reservation = reserve();
    private final Side canceller = new Side();
    private final Side taker = new Side();
    private int written;

    @Actor
    public void cancels() {
        canceller.run(() -> {
            written = 1;
            reservation.cancel();
            return 0;
        });
    }

    @Actor
    public void takes() {
        taker.run(() -> limiter.allow() ? written : 2);
    }

    @Arbiter
    public void result(I_Result r) {
        canceller.found();
        r.r1 = taker.found();
    }

    private RateLimiter.Reservation reserve() {
        limiter.allow();
        return limiter.reserve(2);
    }
}

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

/** A reservation cancelled by two goroutines at once gives back its token once. */
@JCStressTest
@Outcome(id = "0", expect = ACCEPTABLE, desc = "Once.")
@Outcome(expect = FORBIDDEN, desc = "Not at all, or twice.")
@State
public class TwoCancels {
    private final RateLimiter limiter = new RateLimiter(1e-6, 2);
    private final RateLimiter.Reservation reservation = reserve();
    private final Side one = new Side();
    private final Side two = new Side();

    @Actor
    public void one() {
        one.run(this::cancel);
    }

    @Actor
    public void two() {
        two.run(this::cancel);
    }

    @Arbiter
    public void result(I_Result r) {
        one.found();
        two.found();
        r.r1 = (int) Math.round(limiter.tokens());
    }

    private int cancel() {
        reservation.cancel();
        return 0;
    }

    private RateLimiter.Reservation reserve() {
        limiter.allow(2);
        return limiter.reserve();
    }
}

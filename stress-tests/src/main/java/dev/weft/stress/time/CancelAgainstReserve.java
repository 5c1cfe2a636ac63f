package dev.weft.stress.time;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.weft.stress.Side;
import dev.weft.time.RateLimiter;
import java.time.Duration;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * A reservation is cancelled while another is made: its token either comes back first, or is lost, because the other's
 * turn depends on it.
 */
@JCStressTest
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "It came back, and the other took it.")
@Outcome(id = "2, 2", expect = ACCEPTABLE, desc = "The other came first, and keeps its turn.")
@Outcome(expect = FORBIDDEN, desc = "A token is there twice, or was lost without need.")
@State
public class CancelAgainstReserve {
    /** So slow that no token comes while the test runs. */
    private static final Duration INTERVAL = Duration.ofDays(1);

    private final RateLimiter limiter = new RateLimiter(RateLimiter.every(INTERVAL), 1);
    private final RateLimiter.Reservation reservation = reserve();
    private final Side canceller = new Side();
    private final Side other = new Side();

    @Actor
    public void cancels() {
        canceller.run(() -> {
            reservation.cancel();
            return 0;
        });
    }

    @Actor
    public void reserves() {
        other.run(() -> (int) Math.round((double) limiter.reserve().delay().toNanos() / INTERVAL.toNanos()));
    }

    @Arbiter
    public void result(II_Result r) {
        canceller.found();
        r.r1 = other.found();
        r.r2 = (int) -Math.round(limiter.tokens());
    }

    private RateLimiter.Reservation reserve() {
        limiter.allow();
        return limiter.reserve();
    }
}

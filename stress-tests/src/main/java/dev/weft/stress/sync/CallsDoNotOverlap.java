package dev.weft.stress.sync;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.weft.stress.Side;
import dev.weft.sync.SingleFlight;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Two goroutines ask for the same key at the same time: there is never more than one call under way.
 */
@JCStressTest
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "They shared one call, or called one after the other.")
@Outcome(expect = FORBIDDEN, desc = "Two calls at once.")
@State
public class CallsDoNotOverlap {
    private final SingleFlight<String, Integer> flights = new SingleFlight<>();
    private final AtomicInteger underWay = new AtomicInteger();
    private final Side a = new Side();
    private final Side b = new Side();

    @Actor
    public void one() {
        a.run(() -> flights.run("key", this::call).valueOrThrow());
    }

    @Actor
    public void two() {
        b.run(() -> flights.run("key", this::call).valueOrThrow());
    }

    @Arbiter
    public void result(II_Result r) {
        r.r1 = a.found();
        r.r2 = b.found();
    }

    private int call() {
        int calls = underWay.incrementAndGet();
        Thread.yield();
        underWay.decrementAndGet();
        return calls;
    }
}

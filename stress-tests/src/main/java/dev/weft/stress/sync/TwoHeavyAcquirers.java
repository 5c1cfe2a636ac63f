package dev.weft.stress.sync;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.weft.stress.Side;
import dev.weft.sync.WeightedSemaphore;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Two goroutines that together need more than there is acquire it one after the other: the second sees what the first
 * has written.
 */
@JCStressTest
@Outcome(id = {"1, 2", "2, 1"}, expect = ACCEPTABLE, desc = "One after the other.")
@Outcome(expect = FORBIDDEN, desc = "Both at once.")
@State
public class TwoHeavyAcquirers {
    private final WeightedSemaphore semaphore = new WeightedSemaphore(3);
    private final Side one = new Side();
    private final Side two = new Side();
    private int counter;

    @Actor
    public void one() {
        one.run(this::increment);
    }

    @Actor
    public void two() {
        two.run(this::increment);
    }

    @Arbiter
    public void result(II_Result r) {
        r.r1 = one.found();
        r.r2 = two.found();
    }

    private int increment() throws InterruptedException {
        semaphore.acquire(2);
        try {
            return ++counter;
        } finally {
            semaphore.release(2);
        }
    }
}

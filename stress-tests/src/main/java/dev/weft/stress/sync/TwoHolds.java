package dev.weft.stress.sync;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.weft.stress.Side;
import dev.weft.sync.Hold;
import dev.weft.sync.Mutex;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * Two goroutines hold a mutex in a {@code try} block, one after the other; either may be the first to ask for its hold.
 * The end of the block unlocks.
 */
@JCStressTest
@Outcome(id = {"1, 2, 1", "2, 1, 1"}, expect = ACCEPTABLE, desc = "One after the other; afterwards the mutex is free.")
@Outcome(expect = FORBIDDEN, desc = "Both at once, or the mutex is not free.")
@State
public class TwoHolds {
    private final Mutex mutex = new Mutex();
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
    public void result(III_Result r) {
        r.r1 = one.found();
        r.r2 = two.found();
        r.r3 = mutex.tryLock() ? 1 : 0;
    }

    private int increment() {
        try (Hold held = mutex.hold()) {
            return ++counter;
        }
    }
}

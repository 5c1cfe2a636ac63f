package dev.weft.stress.sync;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.weft.stress.Side;
import dev.weft.sync.Mutex;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Of two tryLocks of a mutex, exactly one succeeds. */
@JCStressTest
@Outcome(id = {"1, 0", "0, 1"}, expect = ACCEPTABLE, desc = "One has it.")
@Outcome(expect = FORBIDDEN, desc = "Both, or neither.")
@State
public class TwoTryLocks {
    private final Mutex mutex = new Mutex();
    private final Side one = new Side();
    private final Side two = new Side();

    @Actor
    public void one() {
        one.run(() -> mutex.tryLock() ? 1 : 0);
    }

    @Actor
    public void two() {
        two.run(() -> mutex.tryLock() ? 1 : 0);
    }

    @Arbiter
    public void result(II_Result r) {
        r.r1 = one.found();
        r.r2 = two.found();
    }
}

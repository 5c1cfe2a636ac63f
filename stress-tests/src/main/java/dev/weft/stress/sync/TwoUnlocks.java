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
import org.openjdk.jcstress.infra.results.III_Result;

/** Of two unlocks of a locked mutex, exactly one fails, and the mutex is free. */
@JCStressTest
@Outcome(id = {"1, 2, 1", "2, 1, 1"}, expect = ACCEPTABLE, desc = "One unlocked it.")
@Outcome(expect = FORBIDDEN, desc = "Both, or neither, or the mutex is not free.")
@State
public class TwoUnlocks {
    private final Mutex mutex = new Mutex();
    private final Side one = new Side();
    private final Side two = new Side();

    {
        mutex.lock();
    }

    @Actor
    public void one() {
        one.run(this::unlock);
    }

    @Actor
    public void two() {
        two.run(this::unlock);
    }

    @Arbiter
    public void result(III_Result r) {
        r.r1 = one.found();
        r.r2 = two.found();
        r.r3 = mutex.tryLock() ? 1 : 0;
    }

    private int unlock() {
        try {
            mutex.unlock();
            return 1;
        } catch (IllegalMonitorStateException e) {
            return 2;
        }
    }
}

package dev.weft.stress.sync;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.weft.stress.Side;
import dev.weft.sync.Cond;
import dev.weft.sync.Mutex;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A broadcast wakes all waiters. */
@JCStressTest
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "Both were woken.")
@Outcome(expect = FORBIDDEN, desc = "A write was not seen.")
@State
public class BroadcastWakesAll {
    private final Mutex mutex = new Mutex();
    private final Cond cond = new Cond(mutex);
    private final Side caller = new Side().go(() -> {
        mutex.lock();
        ready = 1;
        mutex.unlock();
        cond.broadcast();
        return 0;
    });
    private final Side one = new Side();
    private final Side two = new Side();
    private int ready;

    @Actor
    public void one() {
        one.run(this::await);
    }

    @Actor
    public void two() {
        two.run(this::await);
    }

    @Arbiter
    public void result(II_Result r) {
        caller.found();
        r.r1 = one.found();
        r.r2 = two.found();
    }

    private int await() throws InterruptedException {
        mutex.lock();
        try {
            while (ready == 0) {
                cond.await();
            }
            return ready;
        } finally {
            mutex.unlock();
        }
    }
}

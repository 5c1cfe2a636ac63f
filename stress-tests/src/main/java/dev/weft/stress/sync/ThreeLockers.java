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
import org.openjdk.jcstress.infra.results.I_Result;

/** Three goroutines lock a mutex, and one may have to wait for the two others: none is forgotten. */
@JCStressTest
@Outcome(id = "3", expect = ACCEPTABLE, desc = "One after the other.")
@Outcome(expect = FORBIDDEN, desc = "Two at once.")
@State
public class ThreeLockers {
    private final Mutex mutex = new Mutex();
    private final Side third = new Side().go(this::increment);
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
    public void result(I_Result r) {
        one.found();
        two.found();
        third.found();
        r.r1 = counter;
    }

    private int increment() {
        mutex.lock();
        try {
            return ++counter;
        } finally {
            mutex.unlock();
        }
    }
}

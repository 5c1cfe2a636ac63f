package dev.weft.stress.sync;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.weft.stress.Side;
import dev.weft.sync.RWMutex;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** A reader cannot become a writer, even if the other reader leaves at that moment: it holds a read lock itself. */
@JCStressTest
@Outcome(id = "0, 0, 1", expect = ACCEPTABLE, desc = "No writer got in; afterwards the lock is free.")
@Outcome(expect = FORBIDDEN, desc = "A writer beside a reader, or the lock is not free.")
@State
public class NoUpgrade {
    private final RWMutex mutex = new RWMutex();
    private final Side one = new Side();
    private final Side two = new Side();

    {
        mutex.rLock();
        mutex.rLock();
    }

    @Actor
    public void one() {
        one.run(this::upgrade);
    }

    @Actor
    public void two() {
        two.run(this::upgrade);
    }

    @Arbiter
    public void result(III_Result r) {
        r.r1 = one.found();
        r.r2 = two.found();
        r.r3 = mutex.tryLock() ? 1 : 0;
    }

    private int upgrade() {
        boolean upgraded = mutex.tryLock();
        mutex.rUnlock();
        return upgraded ? 1 : 0;
    }
}

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
import org.openjdk.jcstress.infra.results.II_Result;

/** Two readers leave while a writer waits: whichever leaves last lets the writer in. */
@JCStressTest
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "The writer sees what both have written.")
@Outcome(expect = FORBIDDEN, desc = "It came in too early.")
@State
public class LastReaderLetsWriterIn {
    private final RWMutex mutex = new RWMutex();
    private final Side writer = waiting();
    private final Side one = new Side();
    private final Side two = new Side();
    private int a;
    private int b;
    private int seen;

    @Actor
    public void one() {
        one.run(() -> {
            a = 1;
            mutex.rUnlock();
            return 0;
        });
    }

    @Actor
    public void two() {
        two.run(() -> {
            b = 1;
            mutex.rUnlock();
            return 0;
        });
    }

    @Arbiter
    public void result(II_Result r) {
        one.found();
        two.found();
        r.r1 = writer.found();
        r.r2 = seen;
    }

    private Side waiting() {
        mutex.rLock();
        mutex.rLock();
        return new Side().go(() -> {
            mutex.lock();
            int first = a;
            seen = b;
            mutex.unlock();
            return first;
        });
    }
}

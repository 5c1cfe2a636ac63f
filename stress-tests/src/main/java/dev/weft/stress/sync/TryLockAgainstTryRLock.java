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

/** When a reader and a writer try at the same time, exactly one succeeds. */
@JCStressTest
@Outcome(id = {"1, 0", "0, 1"}, expect = ACCEPTABLE, desc = "One has it.")
@Outcome(expect = FORBIDDEN, desc = "Both, or neither.")
@State
public class TryLockAgainstTryRLock {
    private final RWMutex mutex = new RWMutex();
    private final Side writer = new Side();
    private final Side reader = new Side();

    @Actor
    public void write() {
        writer.run(() -> mutex.tryLock() ? 1 : 0);
    }

    @Actor
    public void read() {
        reader.run(() -> mutex.tryRLock() ? 1 : 0);
    }

    @Arbiter
    public void result(II_Result r) {
        r.r1 = writer.found();
        r.r2 = reader.found();
    }
}

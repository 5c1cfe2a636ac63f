package dev.weft.stress.sync;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.weft.stress.Side;
import dev.weft.sync.Hold;
import dev.weft.sync.RWMutex;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * A reader that holds an RWMutex sees everything that a writer has written in its hold, or nothing of it. The end of
 * either block unlocks.
 */
@JCStressTest
@Outcome(id = {"0, 0, 1", "1, 1, 1"}, expect = ACCEPTABLE, desc = "Before or after the writer; then the lock is free.")
@Outcome(expect = FORBIDDEN, desc = "While the writer held the lock, or the lock is not free.")
@State
public class ReadHoldAgainstHold {
    private final RWMutex mutex = new RWMutex();
    private final Side writer = new Side();
    private final Side reader = new Side();
    private int a;
    private int b;
    private int seen;

    @Actor
    public void write() {
        writer.run(() -> {
            try (Hold held = mutex.hold()) {
                a = 1;
                b = 1;
            }
            return 0;
        });
    }

    @Actor
    public void read() {
        reader.run(() -> {
            try (Hold held = mutex.rHold()) {
                int first = a;
                seen = b;
                return first;
            }
        });
    }

    @Arbiter
    public void result(III_Result r) {
        writer.found();
        r.r1 = reader.found();
        r.r2 = seen;
        r.r3 = mutex.tryLock() ? 1 : 0;
    }
}

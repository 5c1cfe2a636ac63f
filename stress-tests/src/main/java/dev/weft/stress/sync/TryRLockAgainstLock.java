package dev.weft.stress.sync;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.weft.stress.Side;
import dev.weft.sync.RWMutex;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** A tryRLock never succeeds while a writer holds the lock. */
@JCStressTest
@Outcome(id = {"0", "11"}, expect = ACCEPTABLE, desc = "Before or after the writer.")
@Outcome(id = "-1", expect = ACCEPTABLE_INTERESTING, desc = "The writer had it.")
@Outcome(expect = FORBIDDEN, desc = "While the writer held the lock.")
@State
public class TryRLockAgainstLock {
    private final RWMutex mutex = new RWMutex();
    private final Side writer = new Side();
    private final Side reader = new Side();
    private int a;
    private int b;

    @Actor
    public void write() {
        writer.run(() -> {
            mutex.lock();
            a = 1;
            b = 1;
            mutex.unlock();
            return 0;
        });
    }

    @Actor
    public void read() {
        reader.run(() -> {
            if (!mutex.tryRLock()) {
                return -1;
            }
            try {
                return 10 * a + b;
            } finally {
                mutex.rUnlock();
            }
        });
    }

    @Arbiter
    public void result(I_Result r) {
        writer.found();
        r.r1 = reader.found();
    }
}

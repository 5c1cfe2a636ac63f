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
import org.openjdk.jcstress.infra.results.I_Result;

/** A writer's unlock happens before the rLock that waited for it. */
@JCStressTest
@Outcome(id = "1", expect = ACCEPTABLE, desc = "The reader sees what came before the unlock.")
@Outcome(expect = FORBIDDEN, desc = "It does not.")
@State
public class UnlockBeforeRLock {
    private final RWMutex mutex = new RWMutex();
    private final Side writer = new Side();
    private final Side reader = new Side();
    private int written;

    {
        mutex.lock();
    }

    @Actor
    public void unlock() {
        writer.run(() -> {
            written = 1;
            mutex.unlock();
            return 0;
        });
    }

    @Actor
    public void rLock() {
        reader.run(() -> {
            mutex.rLock();
            try {
                return written;
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

package dev.weft.stress.sync;

import static dev.weft.Go.unchecked;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.weft.stress.Side;
import dev.weft.sync.RWMutex;
import java.util.concurrent.TimeUnit;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** As RUnlockBeforeLock, for a writer that has learned to spin before it parks. */
@JCStressTest
@Outcome(id = "1", expect = ACCEPTABLE, desc = "The writer sees what came before the rUnlock.")
@Outcome(expect = FORBIDDEN, desc = "It does not.")
@State
public class SpinningWriter {
    private final RWMutex mutex = new RWMutex();
    private final Side reader = new Side();
    private final Side writer = new Side();
    private int written;

    {
        mutex.rLock();
        for (int i = 0; i < Side.WAITS_BEFORE_A_PROBE; i++) {
            unchecked(() -> mutex.writeLock().tryLock(1, TimeUnit.NANOSECONDS));
        }
    }

    @Actor
    public void rUnlock() {
        reader.run(() -> {
            written = 1;
            mutex.rUnlock();
            return 0;
        });
    }

    @Actor
    public void lock() {
        writer.run(() -> {
            mutex.lock();
            try {
                return written;
            } finally {
                mutex.unlock();
            }
        });
    }

    @Arbiter
    public void result(I_Result r) {
        reader.found();
        r.r1 = writer.found();
    }
}

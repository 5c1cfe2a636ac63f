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

/** Unlocking a mutex happens before the lock that waited for it. A mutex has no owner: another goroutine locked it. */
@JCStressTest
@Outcome(id = "1", expect = ACCEPTABLE, desc = "The lock sees what came before the unlock.")
@Outcome(expect = FORBIDDEN, desc = "It does not.")
@State
public class UnlockBeforeLock {
    private final Mutex mutex = new Mutex();
    private final Side unlocker = new Side();
    private final Side locker = new Side();
    private int written;

    {
        mutex.lock();
    }

    @Actor
    public void unlock() {
        unlocker.run(() -> {
            written = 1;
            mutex.unlock();
            return 0;
        });
    }

    @Actor
    public void lock() {
        locker.run(() -> {
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
        unlocker.found();
        r.r1 = locker.found();
    }
}

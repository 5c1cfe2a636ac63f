package dev.weft.stress.sync;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.weft.stress.Side;
import dev.weft.sync.Mutex;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * A tryLock that succeeds sees what came before the unlock; one that fails synchronizes nothing.
 */
@JCStressTest
@Outcome(id = "1", expect = ACCEPTABLE, desc = "Unlocked, and seen.")
@Outcome(id = "-1", expect = ACCEPTABLE_INTERESTING, desc = "Still locked.")
@Outcome(expect = FORBIDDEN, desc = "Unlocked, and a write was not seen.")
@State
public class TryLockAgainstUnlock {
    private final Mutex mutex = new Mutex();
    private final Side unlocker = new Side();
    private final Side trier = new Side();
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
    public void tryLock() {
        trier.run(() -> mutex.tryLock() ? written : -1);
    }

    @Arbiter
    public void result(I_Result r) {
        unlocker.found();
        r.r1 = trier.found();
    }
}

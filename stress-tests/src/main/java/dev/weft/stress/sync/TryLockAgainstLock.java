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

/** A tryLock never succeeds while another goroutine holds the lock. */
@JCStressTest
@Outcome(id = "0", expect = ACCEPTABLE, desc = "Before the other.")
@Outcome(id = "11", expect = ACCEPTABLE, desc = "After the other.")
@Outcome(id = "-1", expect = ACCEPTABLE_INTERESTING, desc = "Locked.")
@Outcome(expect = FORBIDDEN, desc = "While the other held the lock.")
@State
public class TryLockAgainstLock {
    private final Mutex mutex = new Mutex();
    private final Side locker = new Side();
    private final Side trier = new Side();
    private int a;
    private int b;

    @Actor
    public void lock() {
        locker.run(() -> {
            mutex.lock();
            a = 1;
            b = 1;
            mutex.unlock();
            return 0;
        });
    }

    @Actor
    public void tryLock() {
        trier.run(() -> {
            if (!mutex.tryLock()) {
                return -1;
            }
            try {
                return 10 * a + b;
            } finally {
                mutex.unlock();
            }
        });
    }

    @Arbiter
    public void result(I_Result r) {
        locker.found();
        r.r1 = trier.found();
    }
}

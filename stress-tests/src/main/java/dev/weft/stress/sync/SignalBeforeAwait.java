package dev.weft.stress.sync;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.weft.Go;
import dev.weft.stress.Side;
import dev.weft.sync.Cond;
import dev.weft.sync.Mutex;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * A signal happens before the await that it wakes. (The field is written outside the lock, so that only the signal
 * orders the two.)
 */
@JCStressTest
@Outcome(id = "1", expect = ACCEPTABLE, desc = "The waiter sees what came before the signal.")
@Outcome(expect = FORBIDDEN, desc = "It does not.")
@State
public class SignalBeforeAwait {
    private final Mutex mutex = new Mutex();
    private final Cond cond = new Cond(mutex);
    private final Side signaller = new Side();
    private final Side waiter = new Side();
    private volatile boolean woken;
    private int written;

    @Actor
    public void signal() {
        signaller.run(() -> {
            written = 1;
            while (!woken) {
                cond.signal();
                Go.gosched();
            }
            return 0;
        });
    }

    @Actor
    public void await() {
        waiter.run(() -> {
            mutex.lock();
            try {
                cond.await();
                return written;
            } finally {
                woken = true;
                mutex.unlock();
            }
        });
    }

    @Arbiter
    public void result(I_Result r) {
        signaller.found();
        r.r1 = waiter.found();
    }
}

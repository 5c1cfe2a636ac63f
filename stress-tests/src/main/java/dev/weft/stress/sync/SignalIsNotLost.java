package dev.weft.stress.sync;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

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
 * No signal slips in between a check under the lock and the wait that follows it: the waiter takes its place in the
 * queue before the lock is free.
 */
@JCStressTest
@Outcome(id = "1", expect = ACCEPTABLE, desc = "Woken, or did not wait at all.")
@Outcome(expect = FORBIDDEN, desc = "A write was not seen.")
@State
public class SignalIsNotLost {
    private final Mutex mutex = new Mutex();
    private final Cond cond = new Cond(mutex);
    private final Side signaller = new Side();
    private final Side waiter = new Side();
    private boolean ready;
    private int written;

    @Actor
    public void signal() {
        signaller.run(() -> {
            written = 1;
            mutex.lock();
            ready = true;
            mutex.unlock();
            cond.signal();
            return 0;
        });
    }

    @Actor
    public void await() {
        waiter.run(() -> {
            mutex.lock();
            try {
                while (!ready) {
                    cond.await();
                }
                return written;
            } finally {
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

package dev.weft.stress.sync;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.weft.stress.Side;
import dev.weft.sync.Mutex;
import java.util.concurrent.TimeUnit;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A lock with a time-out either succeeds, and then the mutex is locked, or does not, and then it is free. */
@JCStressTest
@Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "Locked.")
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "Timed out, and free.")
@Outcome(expect = FORBIDDEN, desc = "The lock was lost, or has no owner.")
@State
public class LockAgainstTimeout {
    private final Mutex mutex = new Mutex();
    private final Side unlocker = new Side();
    private final Side locker = new Side();

    {
        mutex.lock();
    }

    @Actor
    public void unlock() {
        unlocker.run(() -> {
            mutex.unlock();
            return 0;
        });
    }

    @Actor
    public void lock() {
        locker.run(() -> mutex.tryLock(1, TimeUnit.MICROSECONDS) ? 1 : 0);
    }

    @Arbiter
    public void result(II_Result r) {
        unlocker.found();
        r.r1 = locker.found();
        r.r2 = mutex.tryLock() ? 1 : 0;
    }
}

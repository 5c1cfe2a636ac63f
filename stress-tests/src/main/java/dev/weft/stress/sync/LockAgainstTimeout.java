package dev.weft.stress.sync;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.weft.stress.Side;
import dev.weft.sync.Mutex;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
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
    /** In nanoseconds: gives up before it falls asleep, or after. */
    private static final long[] TIMEOUTS = {1_000, 50_000};

    private final Mutex mutex = new Mutex();
    private final Side unlocker = new Side();
    private final Side locker = new Side();
    private long deadline;
    private volatile boolean begun;

    {
        mutex.lock();
    }

    /** Both sleep until the same moment, so that the mutex is unlocked as the time is over, now before and now after it. */
    @Actor
    public void unlock() {
        unlocker.run(() -> {
            Side.awaitUntil(() -> begun);
            LockSupport.parkNanos(deadline - System.nanoTime());
            mutex.unlock();
            return 0;
        });
        unlocker.found(); // a goroutine is joined here, or many would run at the same time, and miss each other
    }

    @Actor
    public void lock() {
        locker.run(() -> {
            long timeout = TIMEOUTS[ThreadLocalRandom.current().nextInt(TIMEOUTS.length)];
            deadline = System.nanoTime() + timeout;
            begun = true;
            return mutex.tryLock(timeout, TimeUnit.NANOSECONDS) ? 1 : 0;
        });
        locker.found();
    }

    @Arbiter
    public void result(II_Result r) {
        r.r1 = locker.found();
        r.r2 = mutex.tryLock() ? 1 : 0;
    }
}

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
import org.openjdk.jcstress.infra.results.II_Result;

/** An interrupted lock either succeeded, and then the mutex is locked, or did not, and then it is free. */
@JCStressTest
@Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "Locked.")
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "Interrupted, and free.")
@Outcome(expect = FORBIDDEN, desc = "The lock was lost, or has no owner.")
@State
public class LockAgainstInterrupt {
    private final Mutex mutex = new Mutex();
    private final Side locker = waiting();
    private final Side interrupter = new Side();
    private final Side unlocker = new Side();

    @Actor
    public void interrupts() {
        interrupter.run(() -> {
            locker.thread().interrupt();
            return 0;
        });
    }

    @Actor
    public void unlock() {
        unlocker.run(() -> {
            mutex.unlock();
            return 0;
        });
    }

    @Arbiter
    public void result(II_Result r) {
        interrupter.found();
        unlocker.found();
        r.r1 = locker.found();
        r.r2 = mutex.tryLock() ? 1 : 0;
    }

    private Side waiting() {
        mutex.lock();
        return new Side().go(() -> {
            try {
                mutex.lockInterruptibly();
                return 1;
            } catch (InterruptedException e) {
                return 0;
            }
        });
    }
}

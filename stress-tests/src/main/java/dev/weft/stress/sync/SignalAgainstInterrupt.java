package dev.weft.stress.sync;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.weft.stress.Side;
import dev.weft.stress.Steps;
import dev.weft.sync.Cond;
import dev.weft.sync.Mutex;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Two goroutines wait; the first is interrupted while a signal comes. If it throws, it has not consumed the signal: the
 * second one is woken.
 */
@JCStressTest
@Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "The first took the signal; the second keeps waiting.")
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "The first was interrupted; the second took the signal.")
@Outcome(expect = FORBIDDEN, desc = "The signal was lost, or woke both.")
@State
public class SignalAgainstInterrupt {
    private final Mutex mutex = new Mutex();
    private final Cond cond = new Cond(mutex);
    private int waiting;
    private final Side first = queued(1, this::await);
    private final Side second = queued(2, this::await);
    private final Side interrupter = new Side();
    private final Side signaller = new Side();

    @Actor
    public void interrupts() {
        interrupter.run(() -> {
            first.thread().interrupt();
            return 0;
        });
    }

    @Actor
    public void signal() {
        signaller.run(() -> {
            cond.signal();
            return 0;
        });
    }

    @Arbiter
    public void result(II_Result r) {
        interrupter.found();
        signaller.found();
        r.r1 = first.found();
        if (r.r1 == 1) {
            second.thread().interrupt();
        }
        r.r2 = second.found();
    }

    private int await() {
        mutex.lock();
        try {
            waiting++;
            cond.await();
            return 1;
        } catch (InterruptedException e) {
            return 0;
        } finally {
            mutex.unlock();
        }
    }

    /** A waiter that counts itself under the lock is in the queue when the lock is free again. */
    private boolean areWaiting(int count) {
        mutex.lock();
        try {
            return waiting == count;
        } finally {
            mutex.unlock();
        }
    }

    private Side queued(int place, Steps steps) {
        Side side = new Side().go(steps);
        Side.awaitUntil(() -> areWaiting(place));
        return side;
    }
}

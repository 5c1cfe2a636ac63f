package dev.weft.stress.sync;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.weft.stress.Side;
import dev.weft.sync.Cond;
import dev.weft.sync.Mutex;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Two goroutines wait; the first may time out while a signal comes. If it does, it has not consumed the signal: the
 * second one is woken.
 */
@JCStressTest
@Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "The first took the signal; the second keeps waiting.")
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "The first timed out; the second took the signal.")
@Outcome(expect = FORBIDDEN, desc = "The signal was lost, or woke both.")
@State
public class SignalAgainstTimeout {
    /** Within it the second one queues up. */
    private static final Duration SHORT = Duration.ofNanos(300_000);

    private final Mutex mutex = new Mutex();
    private final Cond cond = new Cond(mutex);
    private final Side first = new Side();
    private final Side second = new Side();
    private final Side signaller = new Side();
    private int waiting;
    private long deadline;

    @Actor
    public void awaits() {
        first.run(() -> await(SHORT));
        first.found(); // a goroutine is joined here, or many would run at the same time, and miss each other
    }

    /** Both sleep until the same moment, so that the signal comes as the time-out does, now before and now after it. */
    @Actor
    public void signals() {
        signaller.run(() -> {
            Side.awaitUntil(() -> areWaiting(1));
            long end = deadline;
            second.go(() -> await(Duration.ofDays(1)));
            Side.awaitUntil(() -> areWaiting(2));
            LockSupport.parkNanos(end - System.nanoTime());
            cond.signal();
            return 0;
        });
        signaller.found();
    }

    @Arbiter
    public void result(II_Result r) {
        r.r1 = first.found();
        if (r.r1 == 1) {
            second.thread().interrupt();
        }
        r.r2 = second.found();
    }

    private int await(Duration timeout) {
        mutex.lock();
        try {
            waiting++;
            deadline = System.nanoTime() + timeout.toNanos();
            return cond.await(timeout) ? 1 : 0;
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
}

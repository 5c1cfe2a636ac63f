package dev.weft.sync;

import static dev.weft.internal.time.MonotonicClock.NEVER;

import dev.weft.internal.time.MonotonicClock;
import dev.weft.internal.wait.Nap;
import dev.weft.internal.wait.StackReserve;
import dev.weft.internal.wait.Wait;
import dev.weft.internal.wait.Wait.Wakeup;
import dev.weft.internal.wait.WaitQueue;
import dev.weft.internal.wait.WaitReason;
import dev.weft.internal.wait.Waiter;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.Lock;

/**
 * A condition variable, Go's {@code sync.Cond}: a place where goroutines wait for an event that another one
 * announces.
 *
 * <pre>{@code
 * c.L.lock();
 * while (!condition()) {
 *     c.await();
 * }
 * ... // make use of the condition
 * c.L.unlock();
 * }</pre>
 *
 * <p>{@link #await} releases the lock while it waits. There are no spurious wake-ups, but other goroutines may take the
 * lock first, so check the condition in a loop all the same. {@link #signal} wakes the goroutine that has waited
 * longest. A goroutine that begins to wait after a signal or broadcast can neither receive nor steal it. A signal for
 * which nobody waits is lost. The caller of {@code signal} or {@code broadcast} need not hold the lock.
 *
 * <p>The caller of {@code await} must hold it. As in Go, a {@link Mutex} or {@link RWMutex} has no owner, so {@code
 * await} can only notice that nobody holds the lock, and throws. If another goroutine holds it, {@code await} unlocks it
 * all the same, and that goroutine no longer has the lock that it relies on. A lock with an owner, such as a {@link
 * java.util.concurrent.locks.ReentrantLock}, makes {@code await} throw in both cases.
 *
 * <p>(Go's {@code Wait} is called {@code await}: {@link Object#wait()} is final. Calling that by mistake
 * throws {@link IllegalMonitorStateException}.)
 *
 * <p><b>Memory consistency effects</b>: actions before a {@code signal} or {@code broadcast} <i>happen-before</i>
 * those after the {@code await} that it wakes.
 */
public final class Cond {
    /** The lock that is held while the condition is looked at or changed, as in Go. */
    public final Lock L;

    private final WaitQueue queue = new WaitQueue();

    /**
     * Creates a condition variable.
     *
     * @param lock its lock: a {@link Mutex}, one side of an {@link RWMutex}, or any other
     */
    public Cond(Lock lock) {
        this.L = Objects.requireNonNull(lock, "lock");
    }

    /**
     * Waits for a signal. Releases the lock meanwhile, and takes it again before it returns or throws.
     *
     * @throws InterruptedException if the thread is interrupted, before or while it waits; then it has consumed
     *     no signal. Taking the lock again ignores interrupts
     * @throws IllegalMonitorStateException if the lock's {@code unlock} throws it, because the lock is not held ({@code
     *     sync: unlock of unlocked mutex; Cond.await needs its lock to be held})
     */
    public void await() throws InterruptedException {
        awaitUntil(NEVER);
    }

    /**
     * Waits for a signal, but no longer than the given time (and then for the lock). Releases the lock meanwhile, and
     * takes it again before it returns or throws.
     *
     * @param timeout how long to wait. With zero or less it waits for no signal, but it still releases the lock and takes
     *     it again, so that others may take it in between
     * @return whether it was signalled; if not, it has consumed no signal
     * @throws InterruptedException if the thread is interrupted, before or while it waits; then it has consumed
     *     no signal. Taking the lock again ignores interrupts
     * @throws IllegalMonitorStateException as {@link #await()} does
     */
    public boolean await(Duration timeout) throws InterruptedException {
        return awaitUntil(MonotonicClock.deadlineAfter(Objects.requireNonNull(timeout, "timeout")));
    }

    /** Wakes the goroutine that has waited longest, if any. The lock may be held, but need not be. */
    public void signal() {
        lockToWake();
        Waiter w = queue.poll();
        if (w != null) {
            w.ok = true; // chosen alone, not by a broadcast
        }
        queue.unlock();
        if (w != null) {
            w.signal();
        }
    }

    /** Wakes all goroutines that wait. The lock may be held, but need not be. */
    public void broadcast() {
        lockToWake();
        Waiter all = queue.pollAll();
        queue.unlock();
        WaitQueue.signalAll(all);
    }

    @Override
    public String toString() {
        return super.toString() + "[" + (queue.isEmpty() ? "nobody waits" : "some wait") + ", " + L + "]";
    }

    /** Waits until a deadline; false if it passes. */
    boolean awaitUntil(long deadline) throws InterruptedException {
        StackReserve.checkForSeveral();
        Wait.checkInterrupt();
        Waiter w = queueUpAndUnlock();
        Wakeup why = w.await(deadline, queue.clock());
        if (why != Wakeup.SIGNALLED && !leave(w)) {
            w.awaitUninterruptibly(); // it has just been chosen, and the signal is on its way
            why = Wakeup.SIGNALLED;
        }
        boolean interrupted = why == Wakeup.INTERRUPTED && Thread.interrupted(); // another one may come while it locks
        lockAgain();
        if (interrupted) {
            try {
                throw new InterruptedException();
            } catch (OutOfMemoryError e) {
                Thread.currentThread().interrupt();
                throw e;
            }
        }
        if (why == Wakeup.FAILED) {
            w.throwFailure();
        }
        return why == Wakeup.SIGNALLED;
    }

    /** Waits, whatever interrupts. */
    void awaitUninterruptibly() {
        StackReserve.checkForSeveral();
        Waiter w = queueUpAndUnlock();
        w.awaitUninterruptibly(queue.clock());
        lockAgain();
    }

    /**
     * Takes the lock, which the caller relies on. Weft's locks need no memory for that, and no more stack than has been
     * checked for; with another kind of lock, it may have to wait until there is memory.
     */
    private void lockAgain() {
        for (long nap = Nap.FIRST;;) {
            try {
                // Not a switch: the virtual machine would link it here for the first time, which takes memory and stack.
                if (L instanceof Mutex mutex) {
                    mutex.lockAgain();
                } else if (L instanceof WriteLock writer) {
                    writer.lockAgain();
                } else if (L instanceof ReadLock reader) {
                    reader.lockAgain();
                } else {
                    L.lock();
                }
                return;
            } catch (OutOfMemoryError e) {
                nap = Nap.take(nap);
            }
        }
    }

    /** Joins the queue before it releases the lock, so that no signal in between is missed. */
    private Waiter queueUpAndUnlock() {
        Waiter w = new Waiter(WaitReason.COND_WAIT);
        queue.lock();
        queue.addLast(w);
        queue.unlock();
        try {
            L.unlock();
        } catch (Throwable t) {
            if (!leave(w) && w.ok) {
                signal(); // for one that really waits
            }
            if (t instanceof IllegalMonitorStateException refused) {
                throw notHeld(refused);
            }
            throw t;
        }
        return w;
    }

    /** What {@link #await} throws where {@code unlock} does: the same, and why. */
    private static IllegalMonitorStateException notHeld(IllegalMonitorStateException refused) {
        String text = refused.getMessage();
        IllegalMonitorStateException e = new IllegalMonitorStateException(
                (text == null ? "" : text + "; ") + "Cond.await needs its lock to be held");
        e.initCause(refused);
        return e;
    }

    /** Takes the queue's lock, unless goroutines of a bubble wait, and the current thread is not one of them. */
    private void lockToWake() {
        queue.lock();
        if (queue.isForeign() && !queue.isEmpty()) {
            queue.unlock();
            throw Objects.requireNonNull(queue.clock())
                    .foreign("semaphore wake of synctest goroutine from outside bubble");
        }
    }

    private boolean leave(Waiter w) {
        queue.lockAgain();
        boolean left = queue.remove(w);
        queue.unlock();
        return left;
    }
}

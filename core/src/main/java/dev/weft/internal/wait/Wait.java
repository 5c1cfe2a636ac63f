package dev.weft.internal.wait;

import static dev.weft.internal.time.MonotonicClock.NEVER;

import dev.weft.internal.time.Alarms;
import dev.weft.internal.time.MonotonicClock;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * One wait of one thread, from the moment it finds that it must wait until somebody <em>signals</em> it.
 *
 * <p>The state says how far it is:
 *
 * <ul>
 *   <li>{@code WAITING}: the thread runs; it spins, or is about to park.
 *   <li>{@code PARKED}: the thread is parked, or about to be: a signal must unpark it.
 *   <li>{@code POKED}: somebody wants the waiting thread to look around (a timer was reset); no signal yet.
 *   <li>{@code DONE}: signalled. The last state.
 * </ul>
 *
 * <p>The waiting thread moves WAITING → PARKED and POKED → WAITING, others move to POKED and DONE, all by
 * compare-and-set or exchange with volatile semantics. So a signal finds out by one exchange whether the
 * thread must be unparked at all (an unpark costs a microsecond), and it is never lost: either the exchange
 * sees PARKED and unparks, or the thread's own compare-and-set fails and it sees DONE. For that, nothing may stand
 * between the thread's last look at the state and its park that could park by itself, such as the lock of an executor:
 * it would take away the permit that the signal has just given.
 *
 * <p>What the signaller wrote before the signal, the woken thread sees after {@link #await} returned {@link
 * Wakeup#SIGNALLED}. Signals are given after all internal locks are free.
 */
public class Wait {
    /** Why a wait came to an end, or was interrupted for a moment. */
    public enum Wakeup {
        /** It is over: somebody signalled. */
        SIGNALLED,
        /** The thread's interrupt flag is set (and still is). */
        INTERRUPTED,
        /** The deadline has passed. */
        TIMED_OUT,
        /** Somebody asked the thread to look around, and then to go on waiting. */
        POKED,
        /** To wait has failed: there is no memory to park with, or no stack. {@link #throwFailure} says how. */
        FAILED
    }

    private static final int WAITING = 0;
    private static final int PARKED = 1;
    private static final int POKED = 2;
    private static final int DONE = 3;

    /** How often {@link #spin} looks for the signal before it looks at the clock. */
    private static final int LOOKS_PER_CLOCK = 4;

    private static final VarHandle STATE;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            STATE = lookup.findVarHandle(Wait.class, "state", int.class);
            // What may first be needed where no memory or no stack is left: a class that fails to initialize has failed
            // for good.
            for (Class<?> c : List.of(Parker.class, Nap.class, Scheduling.class)) {
                lookup.ensureInitialized(c);
            }
            // The JDK tries again to unpark a virtual thread if there is no memory; but it gets to that only if this class,
            // which another handler there names, has been loaded.
            lookup.ensureInitialized(RejectedExecutionException.class);
            Alarms.prepare();
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
        rehearse();
    }

    private final @Nullable Thread thread;
    private final WaitReason reason;
    private volatile int state;

    /** Why it FAILED. The waiting thread's own. */
    private @Nullable Throwable failure;

    /**
     * Begins a wait.
     *
     * @param thread the thread that will wait; null for one that is never awaited (a select's cases)
     * @param reason what it waits for
     */
    protected Wait(@Nullable Thread thread, WaitReason reason) {
        this.thread = thread;
        this.reason = reason;
    }

    /**
     * Begins a wait of the current thread that only a deadline or an interrupt ends.
     *
     * @param reason what it waits for
     */
    public Wait(WaitReason reason) {
        this(Thread.currentThread(), reason);
    }

    /** See {@link SpinLock}. */
    private static void rehearse() {
        Wait poked = new Wait(null, WaitReason.RUNNABLE);
        poked.poke();
        poked.await(NEVER);
        poked.signal();
        poked.awaitUninterruptibly();
        Wait parked = new Wait(null, WaitReason.RUNNABLE);
        parked.state = PARKED;
        parked.signal();
    }

    /**
     * Decides, among all that could end this wait, who does; called with the lock of the waiter's queue held.
     * A wait on one queue is decided by that lock alone. A select overrides this.
     *
     * @param waiter the place in a queue at which the wait was found
     * @return whether the caller may end the wait, and then must
     */
    public boolean claim(Waiter waiter) {
        return true;
    }

    /**
     * Whether {@link #claim} could still succeed; if not, it never will.
     *
     * @return false if somebody claimed it
     */
    public boolean claimable() {
        return true;
    }

    /** Ends the wait and wakes the thread if it is parked. Once only, by the one who claimed it. */
    public final void signal() {
        if ((int) STATE.getAndSet(this, DONE) == PARKED) {
            Parker.unpark(thread);
        }
    }

    /** Makes the thread return from {@link #await} with {@link Wakeup#POKED}, unless its wait is over. */
    public final void poke() {
        for (;;) {
            int s = state;
            if (s == DONE || s == POKED) {
                return;
            }
            if (STATE.compareAndSet(this, s, POKED)) {
                if (s == PARKED) {
                    Parker.unpark(thread);
                }
                return;
            }
        }
    }

    /**
     * Looks for the signal for a while, without parking.
     *
     * @param nanos for how long
     * @return whether it came
     */
    final boolean spin(long nanos) {
        long start = 0;
        for (int looks = 1; state != DONE; looks++) {
            if (looks % LOOKS_PER_CLOCK == 0) { // the clock takes as long as a pause or two
                long now = System.nanoTime();
                if (start == 0) {
                    start = now;
                } else if (now - start >= nanos) {
                    return false;
                }
            }
            Thread.onSpinWait();
        }
        return true;
    }

    /**
     * Parks until there is a reason not to. May be called again until it has returned {@link
     * Wakeup#SIGNALLED}. A signal takes precedence over an interrupt, and an interrupt over the deadline.
     *
     * <p>Never throws, so that whoever stands in a queue gets the chance to leave it: where it fails, that is {@link
     * Wakeup#FAILED}.
     *
     * <p>A goroutine that has to wait lets others run: where the deadline has passed before it could park, it yields. Or
     * one that sleeps for a nanosecond in a loop would keep its carrier for ever. A platform thread need not, as the
     * operating system preempts it; beside busy processors a yield costs it a whole slice of their time.
     *
     * @param deadline the latest time, or {@link MonotonicClock#NEVER}
     * @return the reason
     */
    public final Wakeup await(long deadline) {
        try {
            return park(deadline);
        } catch (Throwable t) {
            return failed(t);
        }
    }

    private Wakeup park(long deadline) {
        boolean parked = false;
        for (;;) {
            int s = state;
            if (s == DONE) {
                return Wakeup.SIGNALLED;
            }
            if (s == POKED) {
                if (STATE.compareAndSet(this, POKED, WAITING)) {
                    return Wakeup.POKED;
                }
                continue;
            }
            if (Thread.currentThread().isInterrupted()) {
                return Wakeup.INTERRUPTED;
            }
            if (s == WAITING && !STATE.compareAndSet(this, WAITING, PARKED)) {
                continue;
            }
            if (deadline == NEVER) {
                Parker.park(reason);
            } else {
                long left = deadline - MonotonicClock.nanoTime();
                if (left <= 0) {
                    if (!parked && Thread.currentThread().isVirtual()) {
                        Scheduling.gosched();
                    }
                    return Wakeup.TIMED_OUT;
                }
                Parker.parkNanos(reason, left);
                parked = true;
            }
        }
    }

    /** Waits until it is signalled. Ignores interrupts, and keeps the interrupt flag. Never throws. */
    public final void awaitUninterruptibly() {
        boolean interrupted = false;
        long nap = Nap.FIRST;
        for (;;) {
            Wakeup why = await(NEVER);
            if (why == Wakeup.SIGNALLED) {
                break;
            }
            if (why == Wakeup.INTERRUPTED) {
                interrupted |= Thread.interrupted(); // with the flag set, it could not park
            } else if (why == Wakeup.FAILED) {
                nap = Nap.take(nap);
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Notes that to wait has failed.
     *
     * @param t how
     * @return {@link Wakeup#FAILED}
     */
    public final Wakeup failed(Throwable t) {
        failure = t;
        return Wakeup.FAILED;
    }

    /** Throws what {@link #await} has failed with, if it has. */
    public final void throwFailure() {
        Throwable t = failure;
        if (t != null) {
            throw Wait.<RuntimeException>asIs(t);
        }
    }

    /**
     * What a thread does that has given up: throws, if that was because of an interrupt, whose flag it clears, or of a
     * failure. Call it when nothing is left to undo.
     *
     * @param why what {@link #await} has returned
     * @throws InterruptedException if it was {@link Wakeup#INTERRUPTED}
     */
    public final void throwUnlessTimedOut(Wakeup why) throws InterruptedException {
        if (why == Wakeup.INTERRUPTED) {
            throw interrupted();
        }
        if (why == Wakeup.FAILED) {
            throwFailure();
        }
    }

    /**
     * What to throw after a {@link Wakeup#INTERRUPTED}. Clears the flag; if there is no memory for the exception, the flag
     * stays.
     *
     * @return a new exception
     */
    public static InterruptedException interrupted() {
        InterruptedException e = new InterruptedException();
        Thread.interrupted();
        return e;
    }

    /**
     * Whether there is reason not to wait any longer; for those that poll.
     *
     * @param deadline the latest time, or {@link MonotonicClock#NEVER}
     * @return {@link Wakeup#INTERRUPTED}, {@link Wakeup#TIMED_OUT}, or null: go on
     */
    public static @Nullable Wakeup reasonToGiveUp(long deadline) {
        if (Thread.currentThread().isInterrupted()) {
            return Wakeup.INTERRUPTED;
        }
        return deadline != NEVER && MonotonicClock.nanoTime() >= deadline ? Wakeup.TIMED_OUT : null;
    }

    /**
     * What every operation begins with that may wait.
     *
     * @throws InterruptedException if the current thread is interrupted; the flag is cleared
     */
    public static void checkInterrupt() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    /** What comes out of parking is unchecked. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <X extends Throwable> X asIs(Throwable t) throws X {
        throw (X) t;
    }
}

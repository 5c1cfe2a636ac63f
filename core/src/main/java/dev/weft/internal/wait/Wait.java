package dev.weft.internal.wait;

import static dev.weft.internal.time.MonotonicClock.NEVER;

import dev.weft.internal.time.Alarms;
import dev.weft.internal.time.Clock;
import dev.weft.internal.time.MonotonicClock;
import dev.weft.internal.time.RealClock;
import dev.weft.internal.trace.Recorder;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * One wait of one thread, from the moment it finds that it must wait until another thread <em>signals</em> it.
 *
 * <p>The state says how far the wait has come:
 *
 * <ul>
 *   <li>{@code WAITING}: the thread runs; it spins, or is about to park.
 *   <li>{@code PARKED}: the thread is parked, or about to be, without a deadline: a signal must unpark it.
 *   <li>{@code TIMED}: the same with a deadline.
 *   <li>{@code POKED}: the waiting thread is to check again what it waits for (a timer was reset); no signal yet.
 *   <li>{@code DONE}: signalled. The final state.
 * </ul>
 *
 * <p>The waiting thread moves the state to PARKED or TIMED before it parks, and from POKED to WAITING; others move it
 * to POKED and DONE; all by compare-and-set or exchange with volatile semantics. (A thread that stops waiting without a
 * signal leaves the state as it is, mostly PARKED or TIMED; if it then waits for the signal after all, it may move it
 * from the one to the other.) So a signal finds out by one exchange whether the thread must be unparked at all (an unpark costs a
 * microsecond), and it is never lost: either the exchange sees PARKED or TIMED and the signaller unparks, or the
 * thread's own compare-and-set fails and it sees DONE. For this to hold, no code between the thread's last look at the
 * state and its park may itself park, as taking the lock of an executor may: it would consume the permit that the
 * signal has just given.
 *
 * <p>The thread parks with this object as its blocker ({@link java.util.concurrent.locks.LockSupport#getBlocker}), and
 * it waits again only with another one. So an observer that finds the same wait {@linkplain #isAsleep asleep} twice
 * knows that the thread has done nothing in between.
 *
 * <p><b>In a bubble</b> (a test with virtual time), a thread that parks tells the bubble, and so does whoever wakes it;
 * see {@code internal.bubble}. A wait learns of its bubble when it first parks, and keeps its {@link Suspension} in
 * {@code aside} before it moves to PARKED or TIMED. So a signaller that finds one of these states finds the suspension,
 * too; one that finds another state need not look for it.
 *
 * <p>What the signaller wrote before the signal is visible to the woken thread once {@link #await} has returned {@link
 * Wakeup#SIGNALLED}. A signal is given only when the signaller holds no internal lock.
 */
public class Wait {
    /** Why a wait ended, or why it was left for a moment. */
    public enum Wakeup {
        /** The wait is over: it was signalled. */
        SIGNALLED,
        /** The thread's interrupt flag was set (and still is). */
        INTERRUPTED,
        /** The deadline has passed. */
        TIMED_OUT,
        /** The thread is to check again what it waits for, and then to go on waiting. */
        POKED,
        /** Waiting failed: there is no memory, or no stack, to park with. {@link #throwFailure} throws the reason. */
        FAILED
    }

    private static final int WAITING = 0;
    private static final int POKED = 1;
    private static final int DONE = 2;

    /** From here on, the thread has to be unparked. */
    private static final int PARKED = 3;

    private static final int TIMED = 4;

    /** How often {@link #spin} looks for the signal before it looks at the clock. */
    private static final int LOOKS_PER_CLOCK = 4;

    private static final VarHandle STATE;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            STATE = lookup.findVarHandle(Wait.class, "state", int.class);
            // These may first be needed when no memory or no stack is left, and a class whose initialization fails is
            // unusable from then on. So initialize them now.
            for (Class<?> c : List.of(
                    Parker.class, Recorder.class, Nap.class, Scheduling.class, MonotonicClock.class, RealClock.class,
                    SpinCredit.class, LineTransfer.class, LongProbe.class, Suspension.class)) {
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

    /**
     * In a bubble, the {@link Suspension}, from the first park on. Otherwise, why it FAILED. (One field for both, since a
     * {@link Waiter} has 48 bytes, and no room for two.) Written by the waiting thread, before it parks.
     */
    private @Nullable Object aside;

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

    /** A rehearsal, see {@link SpinLock}. */
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
     * Decides which of the threads that could end this wait does; called with the lock of the waiter's queue held. For
     * a wait in one queue, that lock alone decides. A select overrides this.
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
     * @return false if it has been claimed
     */
    public boolean claimable() {
        return true;
    }

    /**
     * What the thread waits for.
     *
     * @return the reason
     */
    public final WaitReason reason() {
        return reason;
    }

    /**
     * Whether the thread parks, or is about to, until somebody signals, pokes or interrupts it, and nobody has signalled
     * or poked it yet. For observers: the wait may be over at the next moment.
     *
     * @return false if the thread runs, has a deadline, or is only letting others run
     */
    public final boolean isAsleep() {
        return state == PARKED && reason != WaitReason.RUNNABLE;
    }

    /**
     * Whether the thread parks, or is about to, and nobody has signalled or poked it yet.
     *
     * @return false if it runs, or can run
     */
    public final boolean isParked() {
        return state >= PARKED;
    }

    /** The reason, in Go's words. */
    @Override
    public final String toString() {
        return reason.toString();
    }

    /** Ends the wait and wakes the thread if it is parked. Called once, by the thread that claimed it. */
    public final void signal() {
        if ((int) STATE.getAndSet(this, DONE) >= PARKED) {
            wake();
        }
    }

    private void wake() {
        if (aside instanceof Suspension suspension) {
            suspension.woken();
        }
        Parker.unpark(thread);
    }

    /** Whether it has been signalled or poked. */
    final boolean isWoken() {
        int s = state;
        return s == DONE || s == POKED;
    }

    final Thread waitingThread() {
        return Objects.requireNonNull(thread);
    }

    /** Makes the thread return from {@link #await} with {@link Wakeup#POKED}, unless its wait is over. */
    public final void poke() {
        for (;;) {
            int s = state;
            if (s == DONE || s == POKED) {
                return;
            }
            if (STATE.compareAndSet(this, s, POKED)) {
                if (s >= PARKED) {
                    wake();
                }
                return;
            }
        }
    }

    /**
     * Looks for the signal for a while, without parking.
     *
     * @param nanos for how long; an interrupt or a poke ends it earlier
     * @return whether it came
     */
    final boolean spin(long nanos) {
        long start = 0;
        for (int looks = 1; state == WAITING; looks++) {
            if (looks % LOOKS_PER_CLOCK == 0) { // the clock takes as long as a pause or two
                long now = System.nanoTime();
                if (start == 0) {
                    start = now;
                } else if (now - start >= nanos || Thread.currentThread().isInterrupted()) {
                    return false;
                }
            }
            Thread.onSpinWait();
        }
        return state == DONE;
    }

    /**
     * Waits for something that belongs to no bubble; see {@link #await(long, Clock)}.
     *
     * @param deadline the latest time, on the clock of the current thread, or {@link MonotonicClock#NEVER}
     * @return the reason
     */
    public final Wakeup await(long deadline) {
        return await(deadline, null);
    }

    /**
     * Parks until there is a reason to stop. May be called again until it has returned {@link Wakeup#SIGNALLED}. A
     * signal takes precedence over an interrupt, and an interrupt over the deadline.
     *
     * <p>Never throws, so that a thread that is in a queue gets the chance to leave it: a failure is returned as {@link
     * Wakeup#FAILED}.
     *
     * <p>A goroutine that has to wait lets others run: if the deadline has passed before it could park, it yields.
     * Otherwise, a goroutine that sleeps for a nanosecond in a loop would keep its carrier forever. A platform thread
     * need not yield, because the operating system preempts it; and while all processors are busy, a yield would cost
     * it a whole time slice.
     *
     * @param deadline the latest time, on the clock of the current thread, or {@link MonotonicClock#NEVER}
     * @param of the clock of the bubble that the object it waits for belongs to; null if it belongs to none
     * @return the reason
     */
    public final Wakeup await(long deadline, @Nullable Clock of) {
        try {
            VirtualClock home = VirtualClock.current();
            return Recorder.recordsWaits() ? parkRecorded(home, deadline, of) : park(home, deadline, of);
        } catch (Throwable t) {
            return failed(t);
        }
    }

    private Wakeup parkRecorded(@Nullable VirtualClock home, long deadline, @Nullable Clock of) {
        if (reason == WaitReason.RUNNABLE) {
            return park(home, deadline, of);
        }
        Object event = Recorder.beginWait();
        Wakeup why = park(home, deadline, of);
        Recorder.endWait(event, reason, why);
        return why;
    }

    private Wakeup park(@Nullable VirtualClock home, long deadline, @Nullable Clock of) {
        return home == null ? park(deadline) : parkInBubble(home, deadline, of == home);
    }

    private Wakeup park(long deadline) {
        int parked = deadline == NEVER ? PARKED : TIMED;
        boolean hasParked = false;
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
            if (s != parked && !STATE.compareAndSet(this, s, parked)) {
                continue;
            }
            if (deadline == NEVER) {
                Parker.park(this);
            } else {
                long left = deadline - RealClock.INSTANCE.nanoTime();
                if (left <= 0) {
                    if (!hasParked && Thread.currentThread().isVirtual()) {
                        Scheduling.gosched();
                    }
                    return Wakeup.TIMED_OUT;
                }
                Parker.parkNanos(this, left);
                hasParked = true;
            }
        }
    }

    /** Like {@link #park}, for a goroutine of a bubble. The bubble decides when the deadline has come. */
    private Wakeup parkInBubble(VirtualClock home, long deadline, boolean durable) {
        Suspension suspension = aside instanceof Suspension made ? made : home.suspension(this);
        aside = suspension;
        int parked = deadline == NEVER ? PARKED : TIMED;
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
            if (deadline <= home.nanoTime()) {
                return Wakeup.TIMED_OUT;
            }
            if (s != parked && !STATE.compareAndSet(this, s, parked)) {
                continue;
            }
            try {
                if (home.block(suspension, deadline, durable)) {
                    Parker.park(this);
                }
            } finally {
                home.unblock(suspension);
            }
        }
    }

    /** Waits for a signal that is on its way, or that anybody may give; see {@link #awaitUninterruptibly(Clock)}. */
    public final void awaitUninterruptibly() {
        awaitUninterruptibly(null);
    }

    /**
     * Waits until it is signalled. Ignores interrupts, and keeps the interrupt flag. Never throws.
     *
     * @param of the clock of the bubble that the object it waits for belongs to; null if it belongs to none
     */
    public final void awaitUninterruptibly(@Nullable Clock of) {
        boolean interrupted = false;
        long nap = Nap.FIRST;
        for (;;) {
            Wakeup why = await(NEVER, of);
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
     * Records that waiting has failed.
     *
     * @param t the reason
     * @return {@link Wakeup#FAILED}
     */
    public final Wakeup failed(Throwable t) {
        if (aside instanceof Suspension suspension) {
            suspension.failure = t;
        } else {
            aside = t;
        }
        return Wakeup.FAILED;
    }

    /** Throws the failure of {@link #await}, if there was one. */
    public final void throwFailure() {
        Object failure = aside instanceof Suspension suspension ? suspension.failure : aside;
        if (failure instanceof Throwable t) {
            throw Wait.<RuntimeException>asIs(t);
        }
    }

    /**
     * Throws, after a wait was given up, if the reason was an interrupt (whose flag it clears) or a failure. Call it
     * when nothing is left to undo.
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
     * Makes the exception to throw when the interrupt flag is set, and clears the flag. If there is no memory for the
     * exception, the flag stays set.
     *
     * @return a new exception
     */
    public static InterruptedException interrupted() {
        InterruptedException e = new InterruptedException();
        Thread.interrupted();
        return e;
    }

    /**
     * Returns the reason not to wait any longer, if there is one; for threads that poll.
     *
     * @param deadline the latest time, or {@link MonotonicClock#NEVER}
     * @return {@link Wakeup#INTERRUPTED}, {@link Wakeup#TIMED_OUT}, or null to go on
     */
    public static @Nullable Wakeup reasonToGiveUp(long deadline) {
        if (Thread.currentThread().isInterrupted()) {
            return Wakeup.INTERRUPTED;
        }
        return deadline != NEVER && MonotonicClock.nanoTime() >= deadline ? Wakeup.TIMED_OUT : null;
    }

    /**
     * The first step of every operation that may wait.
     *
     * @throws InterruptedException if the current thread is interrupted; the flag is cleared
     */
    public static void checkInterrupt() throws InterruptedException {
        if (Thread.currentThread().isInterrupted()) {
            throw interrupted();
        }
    }

    /** Throws it as it is; what parking throws is unchecked. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <X extends Throwable> X asIs(Throwable t) throws X {
        throw (X) t;
    }
}

package dev.weft.internal.channel;

import static dev.weft.internal.time.MonotonicClock.NEVER;

import dev.weft.internal.time.Clock;
import dev.weft.internal.time.MonotonicClock;
import dev.weft.internal.time.Resettable;
import dev.weft.internal.wait.StackReserve;
import dev.weft.internal.wait.Waiter;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The channel of a timer or ticker: not a buffer that a thread fills, but a point in time.
 *
 * <p>As long as {@code due} lies ahead, there is nothing to receive. Once it has passed, there is one element, the
 * instant at which it was due, until a receiver takes it. So if nobody waits, nothing has to happen at that moment:
 * there is no thread, no entry in a heap, and nothing to clean up; a timer that is no longer referenced is ordinary
 * garbage. Waiters park until {@code due} and then {@link #fire} the channel themselves: the first to wake gives the
 * element to the one that has waited longest. A ticker's next {@code due} is a whole number of periods later, so ticks
 * that nobody took are dropped and the phase is kept.
 *
 * <p>Setting or stopping the timer changes {@code due} under the lock, so nothing stale can be received afterwards.
 * Waiters are then poked, since they are parked until the old {@code due}.
 *
 * <p>It follows the clock of the thread that made it. A thread that lives by another clock cannot use it, except that
 * any thread may stop a timer of real time.
 *
 * <p>Memory: {@code due} is written under the lock; it is volatile because {@link #dueAt} reads it without the lock. A
 * waiter reads it before it parks, {@link #set} writes it before it pokes, and a poke is never lost; so no waiter
 * sleeps past a new {@code due}.
 */
public final class TimerChannel extends ReceiveOnlyChannel<Instant> implements Resettable {
    private volatile long due;

    /** Nanoseconds from tick to tick; 0 for a timer. Guarded by the lock. */
    private long period;

    /** The element to receive at {@code due}; null until it has been made. Guarded by the lock. */
    private @Nullable Instant element;

    /**
     * Creates a channel that is due once.
     *
     * @param delay how long from now
     */
    public TimerChannel(Duration delay) {
        this(MonotonicClock.current(), delay);
    }

    private TimerChannel(Clock clock, Duration delay) {
        super(clock);
        this.due = clock.deadlineAfter(delay);
    }

    /**
     * Creates a channel that is due again and again.
     *
     * @param period how long until the first tick and between ticks, more than zero
     * @return the channel
     */
    public static TimerChannel ticker(Duration period) {
        TimerChannel channel = new TimerChannel(period);
        channel.period = MonotonicClock.toNanos(period);
        return channel;
    }

    /**
     * Sets the timer again.
     *
     * @param delay how long from now
     * @return whether an element was due, or yet to become due, and had not been received
     */
    @Override
    public boolean reset(Duration delay) {
        time().checkUse("reset of", "timer");
        return set(time().deadlineAfter(delay), 0);
    }

    /**
     * Sets the ticker again.
     *
     * @param newPeriod how long until the first tick and between ticks, more than zero
     */
    public void resetTicker(Duration newPeriod) {
        time().checkUse("reset of", "timer");
        set(time().deadlineAfter(newPeriod), MonotonicClock.toNanos(newPeriod));
    }

    /**
     * Stops the timer or ticker: it has nothing to receive until it is set again.
     *
     * @return whether an element was due, or yet to become due, and had not been received
     */
    @Override
    public boolean stop() {
        time().checkChange("stop of", "timer");
        return set(NEVER, 0);
    }

    private boolean set(long newDue, long newPeriod) {
        StackReserve.checkForSeveral();
        lock();
        boolean pending = due != NEVER;
        due = newDue;
        period = newPeriod;
        element = null;
        int waiting = count();
        unlock();
        pokeFirst(waiting);
        return pending;
    }

    @Override
    public long dueAt() {
        return due;
    }

    @Override
    public void fire() {
        for (;;) {
            lockAgain();
            boolean mustMake = isDue() && element == null;
            if (isDue() && element != null) {
                Waiter receiver = pollReceiver();
                if (receiver != null) {
                    give(receiver, element);
                    moveOn();
                }
            }
            unlockAndWake();
            if (!mustMake) {
                return;
            }
            make();
        }
    }

    @Override
    public void make() {
        long at = due;
        if (at == NEVER) {
            return;
        }
        Instant made = time().instant(at);
        lockAgain();
        if (due == at) {
            element = made;
        }
        unlock();
    }

    @Override
    public boolean canReceive() {
        return isDue() && !hasReceiver(); // waiters come first, and are about to wake
    }

    @Override
    public boolean looksFilled() {
        return isDue();
    }

    @Override
    public @Nullable Object take() {
        if (!canReceive()) {
            return null;
        }
        Instant taken = element;
        if (taken == null) {
            return UNMADE;
        }
        moveOn();
        return taken;
    }

    @Override
    public String toString() {
        long at = due;
        String when = at == NEVER
                ? "stopped"
                : isDue() ? "due" : "due in " + Duration.ofNanos(at - time().nanoTime());
        return "Channel@" + Integer.toHexString(System.identityHashCode(this)) + "[" + when
                + (period == 0
                        ? ""
                        : ", every "
                                + Duration.ofNanos(period))
                + ", " + describeWaiters() + "]";
    }

    @SuppressWarnings("NullAway") // the constructor gives it one
    private Clock time() {
        return clock;
    }

    private boolean isDue() {
        long at = due;
        return at != NEVER && at <= time().nanoTime();
    }

    /** Moves on to the next {@code due}, after the element has been taken. With the lock held. */
    private void moveOn() {
        element = null;
        if (period == 0) {
            due = NEVER;
        } else {
            long now = time().nanoTime();
            long untilNext = period - (now - due) % period;
            due = untilNext < NEVER - 1 - now ? now + untilNext : NEVER - 1;
        }
    }
}

package dev.weft.internal.time;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A clock, and what happens when it reaches a certain time: the {@link RealClock}, or the virtual clock of a bubble, that
 * is, of a test whose time jumps instead of passing.
 *
 * <p>Time is a number of nanoseconds since the clock began: never negative, and it never goes back. Points in time of
 * different clocks have nothing to do with each other.
 *
 * <p><b>Which clock a thread lives by.</b> {@code VIRTUAL} has the threads that live by a virtual clock; every other
 * thread lives by the real one. A thread is entered before it is started, and taken out when it has nothing left to do; so
 * the answer never changes while the thread runs. Nobody looks into the map while {@code CLOCKS}, the number of virtual
 * clocks, is zero, as it always is outside of tests. A thread that lives by a virtual clock finds {@code CLOCKS}
 * raised, since that happens before the thread is started.
 */
public abstract class Clock {
    private static final Map<Thread, Clock> VIRTUAL = new ConcurrentHashMap<>();
    private static final AtomicInteger CLOCKS = new AtomicInteger();

    /** For subclasses. */
    protected Clock() {}

    /**
     * The virtual clock of the current thread.
     *
     * @return the clock; null if the thread lives by the real one
     */
    public static @Nullable Clock virtual() {
        return CLOCKS.get() == 0 ? null : VIRTUAL.get(Thread.currentThread());
    }

    // For virtual clocks.

    /** Begins the life of a virtual clock: from now on threads can live by it. Pair it with {@link #end}. */
    protected static void begin() {
        CLOCKS.incrementAndGet();
    }

    /** Ends the life of a virtual clock. No thread lives by it any more. */
    protected static void end() {
        CLOCKS.decrementAndGet();
    }

    /**
     * Has a thread live by this clock.
     *
     * @param thread the thread, not yet started
     */
    protected final void adopt(Thread thread) {
        VIRTUAL.put(thread, this);
    }

    /**
     * Has a thread no longer live by this clock. Does nothing if it does not.
     *
     * @param thread the thread
     */
    protected final void dismiss(Thread thread) {
        VIRTUAL.remove(thread, this);
    }

    // Time.

    /**
     * The current time.
     *
     * @return nanoseconds since the clock began
     */
    public abstract long nanoTime();

    /**
     * A point in time as an instant.
     *
     * @param nanos a point in time, as from {@link #nanoTime}
     * @return the instant
     */
    public abstract Instant instant(long nanos);

    /**
     * The time as an instant.
     *
     * @return the current instant
     */
    public final Instant now() {
        return instant(nanoTime());
    }

    /**
     * The moment that lies {@code timeout} ahead.
     *
     * @param timeout how far; zero or negative means now
     * @return a point in time, before {@link MonotonicClock#NEVER}
     */
    public final long deadlineAfter(Duration timeout) {
        return deadlineAfter(MonotonicClock.toNanos(timeout));
    }

    /**
     * The moment that lies {@code nanos} ahead.
     *
     * @param nanos how far, in nanoseconds, not negative
     * @return a point in time, before {@link MonotonicClock#NEVER}
     */
    final long deadlineAfter(long nanos) {
        long now = nanoTime();
        return nanos < MonotonicClock.NEVER - 1 - now ? now + nanos : MonotonicClock.NEVER - 1;
    }

    /**
     * Runs a short piece of work at a point in time, in a thread of the clock's. The work must not block.
     *
     * @param deadline the time, on this clock
     * @param work what to run
     * @return a handle to cancel it with
     */
    public abstract Future<?> at(long deadline, Runnable work);

    // The border between clocks. Texts: Go's, as in "send on synctest channel from outside bubble".

    /**
     * Called before something is used that follows this clock, or belongs to its bubble.
     *
     * @param operation what is about to be done, as in {@code receive on}
     * @param object with what, as in {@code channel}
     * @throws IllegalStateException if the current thread lives by another clock
     */
    public abstract void checkUse(String operation, String object);

    /**
     * Called before something is changed that follows this clock, or belongs to its bubble, where that does no harm to a
     * bubble if the clock is the real one: to stop a timer, for instance, or to cancel a context.
     *
     * @param operation what is about to be done, as in {@code stop of}
     * @param object with what, as in {@code timer}
     * @throws IllegalStateException if this clock is virtual, and the current thread lives by another one
     */
    public abstract void checkChange(String operation, String object);

    /**
     * Whether the current thread may neither wait for a lock that belongs to the bubble of this clock, nor wake those that
     * wait for it. Once the bubble is over, nobody in it can be misled by what others do, and its locks are locks like any
     * other.
     *
     * @return true if this clock is virtual and its bubble not over, and the current thread lives by another clock
     */
    public abstract boolean isForeign();

    /**
     * The exception for a use of something that belongs to the bubble of this clock by a thread that does not.
     *
     * @param text Go's text, to which the exception adds the remedy
     * @return a new exception
     */
    public abstract IllegalStateException foreign(String text);
}

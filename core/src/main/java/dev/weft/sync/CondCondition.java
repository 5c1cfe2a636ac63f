package dev.weft.sync;

import static dev.weft.internal.time.MonotonicClock.NEVER;

import dev.weft.internal.time.Clock;
import dev.weft.internal.time.MonotonicClock;
import java.util.Date;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;

/** A {@link Cond} as a {@link Condition}. */
final class CondCondition implements Condition {
    private final Cond cond;

    CondCondition(Cond cond) {
        this.cond = cond;
    }

    @Override
    public void await() throws InterruptedException {
        cond.awaitUntil(NEVER);
    }

    @Override
    public void awaitUninterruptibly() {
        cond.awaitUninterruptibly();
    }

    @Override
    public long awaitNanos(long nanosTimeout) throws InterruptedException {
        long deadline = MonotonicClock.deadlineAfter(nanosTimeout, TimeUnit.NANOSECONDS);
        cond.awaitUntil(deadline);
        return deadline - MonotonicClock.nanoTime();
    }

    @Override
    public boolean await(long time, TimeUnit unit) throws InterruptedException {
        Objects.requireNonNull(unit, "unit");
        return cond.awaitUntil(MonotonicClock.deadlineAfter(time, unit));
    }

    @Override
    @SuppressWarnings("JavaUtilDate") // as Condition has it
    public boolean awaitUntil(Date deadline) throws InterruptedException {
        Objects.requireNonNull(deadline, "deadline");
        // Dates before 1970 are past anyway, and the difference to the smallest possible date would overflow.
        long millis = Math.max(deadline.getTime(), 0) - now();
        return cond.awaitUntil(MonotonicClock.deadlineAfter(millis, TimeUnit.MILLISECONDS));
    }

    /** The wall clock or, in a bubble, the virtual one. */
    private static long now() {
        Clock bubble = Clock.virtual();
        return bubble == null ? System.currentTimeMillis() : bubble.now().toEpochMilli();
    }

    @Override
    public void signal() {
        cond.signal();
    }

    @Override
    public void signalAll() {
        cond.broadcast();
    }
}

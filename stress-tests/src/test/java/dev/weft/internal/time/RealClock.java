package dev.weft.internal.time;

import java.time.Instant;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Replaces core's class of the same name, as {@link dev.weft.internal.wait.Parker} does, by a clock that moves only
 * when it is told to, because the real one differs between two runs of the same interleaving.
 */
public final class RealClock extends Clock {
    /** The only instance. */
    public static final RealClock INSTANCE = new RealClock();

    private static final AtomicLong NOW = new AtomicLong(1); // core takes 0 for "not yet"

    private RealClock() {}

    /**
     * Moves the clock forward.
     *
     * @param nanos by how much
     */
    public static void pass(long nanos) {
        NOW.addAndGet(nanos);
    }

    @Override
    public long nanoTime() {
        return NOW.get();
    }

    @Override
    public Instant instant(long nanos) {
        return Instant.ofEpochSecond(0, nanos);
    }

    @Override
    public Future<?> at(long deadline, Runnable work) {
        return Alarms.at(deadline, work);
    }

    @Override
    public void checkUse(String operation, String object) {
        // there are no bubbles here
    }

    @Override
    public void checkChange(String operation, String object) {
        // there are no bubbles here
    }

    @Override
    public boolean isForeign() {
        return false;
    }

    @Override
    public IllegalStateException foreign(String text) {
        return new IllegalStateException();
    }
}

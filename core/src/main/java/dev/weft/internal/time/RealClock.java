package dev.weft.internal.time;

import java.time.Instant;
import java.util.concurrent.Future;

/**
 * The clock of everything outside of bubbles.
 *
 * <p>Its time is that of {@link System#nanoTime}, counted from the moment at which this class was loaded. An {@link
 * Instant} is the wall clock as it stood at that moment, plus those nanoseconds; so these instants always agree with the
 * timers, even if the wall clock is set.
 */
public final class RealClock extends Clock {
    private static final long ORIGIN = System.nanoTime();
    @SuppressWarnings("TimeInStaticInitializer") // exactly what is wanted
    private static final Instant ORIGIN_INSTANT = Instant.now();

    /** The only instance. */
    public static final RealClock INSTANCE = new RealClock();

    private RealClock() {}

    @Override
    public long nanoTime() {
        return System.nanoTime() - ORIGIN;
    }

    @Override
    public Instant instant(long nanos) {
        return ORIGIN_INSTANT.plusNanos(nanos);
    }

    @Override
    public Future<?> at(long deadline, Runnable work) {
        return Alarms.at(deadline, work);
    }

    @Override
    public void checkUse(String operation, String object) {
        if (virtual() != null) {
            throw foreign(operation + " " + object + " of real time inside synctest bubble");
        }
    }

    @Override
    public void checkChange(String operation, String object) {
        // stopping it can only keep it from disturbing anyone
    }

    @Override
    public boolean isForeign() {
        return false;
    }

    @Override
    public IllegalStateException foreign(String text) {
        return new IllegalStateException(text + ": it was made outside the test with virtual time, and follows another "
                + "clock; make it inside");
    }
}

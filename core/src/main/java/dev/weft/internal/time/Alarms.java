package dev.weft.internal.time;

import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Runs short pieces of work at a given time, on one platform thread for the whole library. The work must not block. The
 * thread is a {@link LibraryThread}; it is started when it is first needed, and ends when there is nothing left to wait
 * for.
 */
public final class Alarms {
    private static final AlarmExecutor EXECUTOR = new AlarmExecutor();

    private Alarms() {}

    /** Initializes this class, while there is memory for it. Starts no thread. */
    public static void prepare() {
        // calling this has initialized the class
    }

    /**
     * Runs something at a point in real time. What follows the clock of a bubble asks {@link Clock#at}.
     *
     * @param deadline the time, on the {@link RealClock}
     * @param work what to run
     * @return a handle to cancel it with
     */
    public static Future<?> at(long deadline, Runnable work) {
        return EXECUTOR.schedule(work, deadline - RealClock.INSTANCE.nanoTime(), TimeUnit.NANOSECONDS);
    }

    /**
     * Runs something soon, in real time.
     *
     * @param work what to run
     */
    public static void soon(Runnable work) {
        Future<?> unused = EXECUTOR.schedule(work, 0, TimeUnit.NANOSECONDS); // nobody cancels it
    }
}

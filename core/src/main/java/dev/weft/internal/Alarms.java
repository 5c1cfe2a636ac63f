package dev.weft.internal;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Runs short pieces of work at a given time, on one platform thread for the whole library. What they do must
 * not block. The thread is a daemon, started when it is first needed, and ends when there is nothing to
 * wait for.
 */
public final class Alarms {
    private static final ScheduledThreadPoolExecutor EXECUTOR = executor();

    private Alarms() {}

    private static ScheduledThreadPoolExecutor executor() {
        var executor = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().inheritInheritableThreadLocals(false).name("weft-alarms").factory());
        executor.setRemoveOnCancelPolicy(true);
        executor.setKeepAliveTime(10, TimeUnit.SECONDS);
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    /**
     * Runs something at a point in time.
     *
     * @param deadline the time, as of {@link MonotonicClock}
     * @param work what to run
     * @return a handle to cancel it with
     */
    public static Future<?> at(long deadline, Runnable work) {
        return EXECUTOR.schedule(work, deadline - MonotonicClock.nanoTime(), TimeUnit.NANOSECONDS);
    }

    /**
     * Runs something soon.
     *
     * @param work what to run
     */
    static void soon(Runnable work) {
        EXECUTOR.execute(work);
    }
}

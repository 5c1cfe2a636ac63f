package dev.weft.internal.time;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The executor of {@link Alarms}: one platform thread, made when it is first needed, and ended ten seconds after the last
 * piece of work.
 *
 * <p>Before JDK 24, a goroutine that waits for a lock of the JDK, such as those of this executor, needs memory to park. If
 * there is none, it gets an error, but its node stays in the lock's queue: whoever comes after it waits forever, and as
 * this executor's own thread does, no timer would fire any more. So on those releases, goroutines wait for these locks
 * while they hold a monitor. With a monitor, a virtual thread keeps its carrier, and parks without memory. It cannot wait
 * for a thread that has no carrier: whoever holds such a lock holds the monitor, too, or is a platform thread. The price is
 * that goroutines which set timers at the same time keep each other's carriers waiting. From JDK 24 on, parking needs no
 * memory, and a monitor would keep no carrier.
 */
final class AlarmExecutor extends ScheduledThreadPoolExecutor {
    private static final boolean PARKING_NEEDS_MEMORY = Runtime.version().feature() < 24;

    AlarmExecutor() {
        super(1, work -> LibraryThread.make("weft-alarms", work));
        setRemoveOnCancelPolicy(true);
        setKeepAliveTime(10, TimeUnit.SECONDS);
        allowCoreThreadTimeOut(true);
    }

    /**
     * If there is no thread and none can be made, this throws before the work is in the queue, unless the last thread ends
     * between the two steps.
     */
    @Override
    public ScheduledFuture<?> schedule(Runnable work, long delay, TimeUnit unit) {
        if (PARKING_NEEDS_MEMORY) {
            synchronized (this) {
                return withThread(work, delay, unit);
            }
        }
        return withThread(work, delay, unit);
    }

    private ScheduledFuture<?> withThread(Runnable work, long delay, TimeUnit unit) {
        prestartCoreThread();
        return super.schedule(work, delay, unit);
    }

    /** Called when work is cancelled. */
    @Override
    public boolean remove(Runnable work) {
        if (PARKING_NEEDS_MEMORY) {
            synchronized (this) {
                return super.remove(work);
            }
        }
        return super.remove(work);
    }
}

package dev.weft.internal.goroutine;

import dev.weft.Task;
import dev.weft.internal.time.Resettable;
import dev.weft.internal.wait.StackReserve;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A task that is started in a goroutine of its own at a set time. Its {@link Origin} is the goroutine that made this
 * object; it follows the clock of that goroutine.
 *
 * <p>Each time it is set, there is a new {@link Shot}. {@code armed} is the shot that still counts, or null. The alarm,
 * {@link #stop} and {@link #reset} each take it out by one atomic operation, so exactly one of them gets it.
 */
public final class AfterFunc implements Resettable {
    private final Origin origin = Origin.here();
    private final Task<?> task;
    private final AtomicReference<@Nullable Shot> armed = new AtomicReference<>();

    /**
     * Sets it for the first time.
     *
     * @param delay how long from now
     * @param task what to start
     */
    public AfterFunc(Duration delay, Task<?> task) {
        this.task = task;
        set(delay);
    }

    @Override
    public boolean stop() {
        StackReserve.checkForSeveral(); // for the locks of the alarms
        origin.clock().checkChange("stop of", "timer");
        return disarm(armed.getAndSet(null));
    }

    @Override
    public boolean reset(Duration delay) {
        origin.clock().checkUse("reset of", "timer");
        return set(delay);
    }

    private boolean set(Duration delay) {
        StackReserve.checkForSeveral(); // as in stop
        Shot shot = new Shot();
        boolean pending = disarm(armed.getAndSet(shot));
        shot.schedule(origin.clock().deadlineAfter(delay));
        return pending;
    }

    @Override
    public String toString() {
        return armed.get() == null ? "not set" : "set";
    }

    private static boolean disarm(@Nullable Shot shot) {
        if (shot == null) {
            return false;
        }
        shot.forget();
        return true;
    }

    private final class Shot implements Runnable {
        private volatile @Nullable Future<?> alarm;

        void schedule(long deadline) {
            try {
                alarm = origin.clock().at(deadline, this);
            } catch (Throwable t) { // no memory, or no thread for the alarms: then it is not set
                armed.compareAndSet(this, null);
                throw t;
            }
            if (armed.get() != this) {
                forget(); // disarmed meanwhile, by a thread that may not have seen the alarm
            }
        }

        /** Takes the alarm out of its queue. The shot has already been disarmed. */
        void forget() {
            Future<?> a = alarm;
            if (a != null) {
                a.cancel(false);
            }
        }

        @Override
        public void run() {
            if (armed.compareAndSet(this, null)) {
                origin.startOrTell(task);
            }
        }
    }
}

package dev.weft.context;

import dev.weft.internal.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * The channel of a context with a deadline, which it measures on the clock of the thread that made it.
 *
 * <p>The alarm thread itself closes it, and everything below it in the tree. A goroutine started for that would have to
 * wait for a carrier, perhaps the very one on which a loop asks again and again whether the time is over. The price is
 * that other alarms wait until everything below is closed.
 *
 * <p>The alarm may be set while another thread ends the channel. The one thread stores {@code alarm} and then reads
 * {@code end}; the other writes {@code end} and then reads {@code alarm}. So at least one of them sees that the alarm
 * is no longer needed, and cancels it: it is not left in the queue.
 */
final class DeadlineChannel extends DoneChannel {
    private volatile @Nullable Future<?> alarm;

    private final Clock time;

    /**
     * Creates an open channel, without a parent and without a deadline.
     *
     * @param clock the clock of the current thread
     */
    DeadlineChannel(Clock clock) {
        super(clock);
        this.time = clock;
    }

    /**
     * Sets the deadline. Called once, with as much stack as {@link #cancel} needs.
     *
     * @param deadline when to close it; if that is not in the future, it is closed now
     * @param why the reason for closing it
     */
    void cancelAt(Instant deadline, End why) {
        Duration left = timeUntil(deadline);
        if (!left.isPositive()) {
            cancelSurely(why);
        } else if (end() == null) {
            try {
                alarm = time.at(time.deadlineAfter(left), () -> cancelByAlarm(why));
            } catch (Throwable t) { // no memory, or no thread for the alarms: nobody gets this context
                cancelSurely(End.CANCELED);
                throw t;
            }
            if (end() != null) {
                forget();
            }
        }
    }

    /**
     * The time that is left.
     *
     * @param deadline the deadline
     * @return how long from now; negative if it has passed
     */
    Duration timeUntil(Instant deadline) {
        return Duration.between(time.now(), deadline);
    }

    @Override
    void ended(End why) {
        forget();
    }

    private void forget() {
        Future<?> a = alarm;
        if (a != null) {
            a.cancel(false);
        }
    }
}

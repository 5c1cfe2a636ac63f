package dev.weft.testing;

import dev.weft.internal.bubble.Bubble;
import dev.weft.internal.bubble.Snapshot;
import dev.weft.internal.observe.Dump;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;

/**
 * Says in the log that the clock of a bubble has been standing still for a long time, and because of whom. Used by the thread
 * that waits for the bubble.
 */
final class Standstill {
    /** After how much real time it says so for the first time; then after twice as much, and so on. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    /** How often to look. */
    static final Duration PERIOD = PATIENCE.dividedBy(10);

    private static final Logger LOG = System.getLogger("dev.weft.testing.SyncTest");

    private final Bubble bubble;
    private long decisions;

    /** The real time from which the clock is known to have been standing still. */
    private long since;

    /** For how long it must have been standing still to be reported. */
    private long limit;

    Standstill(Bubble bubble) {
        this.bubble = bubble;
    }

    /** Called when the thread begins to wait. */
    void begin() {
        decisions = bubble.decisions();
        since = System.nanoTime();
        limit = PATIENCE.toNanos();
    }

    /** Called once in each {@link #PERIOD}. */
    void look() {
        if (bubble.decisions() != decisions) {
            begin();
        } else if (System.nanoTime() - since >= limit) {
            report(Duration.ofNanos(limit));
            limit *= 2;
        }
    }

    private void report(Duration time) {
        Snapshot snapshot = Snapshot.of(bubble);
        if (snapshot.running().isEmpty()) {
            return;
        }
        String text = "Virtual time has been standing still for " + time.toSeconds()
                + " s of real time. It moves when every "
                + "goroutine of the test waits for another one or for the time. These run, or wait for something else (a "
                + "channel made outside the test, java.util.concurrent, a monitor, I/O, Thread.sleep), which virtual time "
                + "has to wait for:" + Dump.appendix(snapshot.running());
        if (!snapshot.blocked().isEmpty()) {
            text += "\n\nThese wait for another one or for the time; one of them may hold a monitor or a lock:"
                    + Dump.appendix(snapshot.blocked());
        }
        LOG.log(Level.WARNING, text);
    }
}

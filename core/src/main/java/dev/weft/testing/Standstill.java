package dev.weft.testing;

import dev.weft.GoroutineState;
import dev.weft.internal.bubble.Bubble;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;

/**
 * Says in the log that the clock of a bubble has been standing still for long, and because of whom. Used by the thread that
 * waits for the bubble.
 */
final class Standstill {
    /** After how much real time it says so for the first time; then after twice as much, and so on. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Logger LOG = System.getLogger("dev.weft.testing.SyncTest");

    private final Bubble bubble;
    private long decisions = -1;
    private long looks;

    Standstill(Bubble bubble) {
        this.bubble = bubble;
    }

    /** Called whenever {@link #PATIENCE} has passed. */
    void look() {
        long now = bubble.decisions();
        if (now != decisions) {
            decisions = now;
            looks = 0;
            return;
        }
        looks++;
        if (Long.bitCount(looks) == 1) {
            report();
        }
    }

    private void report() {
        List<GoroutineState> running = bubble.running();
        if (running.isEmpty()) {
            return;
        }
        StringBuilder text = new StringBuilder("Virtual time has been standing still for ")
                .append(looks * PATIENCE.toSeconds())
                .append(" s of real time. It moves when every goroutine of the test waits for another one or for the time. "
                        + "These run, or wait for something else (a channel made outside the test, java.util.concurrent, "
                        + "I/O, Thread.sleep):");
        running.forEach(state -> text.append("\n\n").append(state));
        LOG.log(Level.WARNING, text.toString());
    }
}

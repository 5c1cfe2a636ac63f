package dev.weft.time;

import static dev.weft.Select.receive;
import static dev.weft.Select.select;

import dev.weft.Go;
import dev.weft.ReceiveChannel;
import dev.weft.context.Context;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How the {@code await} methods of a {@link RateLimiter} wait. */
final class Turns {
    /** The channel of a context that is never done: waiting for it is sleeping. */
    private static final ReceiveChannel<?> NEVER_DONE = Context.background().done();

    private Turns() {}

    /** Whether a context is done. All that never are share one channel, whose lock all would have to take in turn. */
    static boolean isDone(@Nullable ReceiveChannel<?> done) {
        return done != null && done != NEVER_DONE && done.drained();
    }

    /**
     * Waits for a turn. If anything else ends the wait, the tokens are given back, unless it is too late because the
     * turn is past by then: then the wait has succeeded.
     *
     * @param done a channel whose close ends the wait; null: none
     * @return whether the turn has come; false if the channel was closed first
     * @throws InterruptedException if the thread was interrupted first
     */
    static boolean await(RateLimiter.Reservation turn, @Nullable ReceiveChannel<?> done) throws InterruptedException {
        try {
            Duration delay = turn.delay();
            if (!delay.isPositive()) {
                return true;
            }
            if (done == null || done == NEVER_DONE) {
                Go.sleep(delay);
                return true;
            }
            if (select(delay, receive(done)) < 0) {
                return true;
            }
        } catch (InterruptedException e) {
            if (turn.giveBack()) {
                throw e;
            }
            Thread.currentThread().interrupt();
            return true;
        } catch (Throwable t) { // no memory, or no stack, to wait with
            turn.giveBack();
            throw t;
        }
        return !turn.giveBack();
    }
}

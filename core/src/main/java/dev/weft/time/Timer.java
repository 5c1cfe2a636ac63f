package dev.weft.time;

import dev.weft.ReceiveChannel;
import dev.weft.Task;
import dev.weft.internal.channel.TimerChannel;
import dev.weft.internal.goroutine.AfterFunc;
import dev.weft.internal.time.Resettable;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A single event in the future, Go's {@code time.Timer}; made by {@link Timers#newTimer} or {@link
 * Timers#afterFunc}.
 *
 * <p>When it fires, there is one element to receive from its {@link #channel()}: the instant at which it was due. As in
 * Go since 1.23 the channel appears to have no buffer: {@code len} and {@code cap} are 0, and after {@link #stop} or
 * {@link #reset} nothing from before can be received any more; so the channel need not be drained.
 *
 * <p>Any thread may call any method. <b>Memory consistency effects</b>: actions before the start of the timer
 * <i>happen-before</i> the start of the function that {@code afterFunc} runs.
 */
public final class Timer {
    private final Resettable timer;
    private final @Nullable TimerChannel channel;

    Timer(Duration d) {
        TimerChannel c = new TimerChannel(d);
        this.timer = c;
        this.channel = c;
    }

    Timer(Duration d, Task<?> f) {
        this.timer = new AfterFunc(d, f);
        this.channel = null;
    }

    /**
     * Returns the channel from which the instant is received, Go's {@code t.C}.
     *
     * @return the channel; null for a timer of {@code afterFunc}, as in Go (a select never finds it ready)
     */
    @SuppressWarnings("NullAway") // not marked nullable, since every receive from a timer would then have to check
    public ReceiveChannel<Instant> channel() {
        return channel;
    }

    @Override
    public String toString() {
        return super.toString() + "[" + timer + "]";
    }

    /**
     * Keeps the timer from firing, Go's {@code t.Stop}. A timer of {@code afterFunc} does not wait for the function if
     * it has been started.
     *
     * @return true if this call stopped it: it had not fired, or it had, but its element had not been received (for
     *     {@code afterFunc}: its function had not been started). False if the element had been received (or the
     *     function started), or if it was already stopped
     */
    public boolean stop() {
        return timer.stop();
    }

    /**
     * Sets the timer again, whether it has fired, is stopped, or still runs; Go's {@code t.Reset}.
     *
     * @param d how long from now; zero or less means at once
     * @return what {@link #stop} would have returned
     */
    public boolean reset(Duration d) {
        return timer.reset(Objects.requireNonNull(d, "d"));
    }
}

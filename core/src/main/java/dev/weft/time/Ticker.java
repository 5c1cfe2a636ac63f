package dev.weft.time;

import dev.weft.ReceiveChannel;
import dev.weft.internal.channel.TimerChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * A clock that ticks, Go's {@code time.Ticker}; made by {@link Timers#newTicker}.
 *
 * <p>At every tick there is an element to receive from its {@link #channel()}: the instant at which the tick was
 * due. A tick that nobody receives waits, and those after it are dropped until somebody does; the phase is
 * kept. {@code len} and {@code cap} of the channel are 0, and after {@link #stop} or {@link #reset} no tick
 * from before can be received.
 *
 * <p>A ticker that is no longer referenced need not be stopped. Any thread may call any method.
 *
 * <p><b>Memory consistency effects</b>: none, since no thread sends the ticks.
 */
public final class Ticker implements AutoCloseable {
    private final TimerChannel channel;

    Ticker(Duration d) {
        this.channel = TimerChannel.ticker(d);
    }

    /**
     * Returns the channel from which the ticks are received, Go's {@code t.C}.
     *
     * @return the channel
     */
    public ReceiveChannel<Instant> channel() {
        return channel;
    }

    @Override
    public String toString() {
        return super.toString() + "[" + channel + "]";
    }

    /**
     * Stops the ticks, Go's {@code t.Stop}. As in Go, it does not close the channel: waiting receivers go on waiting.
     */
    public void stop() {
        channel.stop();
    }

    /** Does the same as {@link #stop}, for try-with-resources. */
    @Override
    public void close() {
        stop();
    }

    /**
     * Starts the ticks again, Go's {@code t.Reset}, whether the ticker runs or is stopped.
     *
     * @param d how long from now until the next tick, and from tick to tick
     * @throws IllegalArgumentException if d is zero or less ({@code non-positive interval for Ticker.Reset})
     */
    public void reset(Duration d) {
        if (!Objects.requireNonNull(d, "d").isPositive()) {
            throw new IllegalArgumentException("non-positive interval for Ticker.Reset");
        }
        channel.resetTicker(d);
    }
}

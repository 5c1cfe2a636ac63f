package dev.weft.time;

import dev.weft.ReceiveChannel;
import dev.weft.Task;
import dev.weft.internal.time.MonotonicClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The functions of Go's {@code time} package that make timers and tell the time.
 *
 * <p>Waiting and firing run on the monotonic clock; setting the wall clock does not disturb them. A timer or ticker
 * with a channel costs no thread, and need not be stopped: once it is no longer referenced, it is ordinary garbage. A
 * timer of {@link #afterFunc} is kept until it has fired or is stopped.
 *
 * <p><b>Memory consistency effects</b>: actions before a timer is set <i>happen-before</i> the start of its function;
 * see {@link Timer}.
 */
public final class Timers {
    private Timers() {}

    /**
     * Returns the time, Go's {@code time.Now}. It is the wall clock as it stood when the library was loaded, advanced
     * by the monotonic clock, as are the instants that timers send: so they can be compared with each other.
     *
     * @return the current instant
     */
    public static Instant now() {
        return MonotonicClock.now();
    }

    /**
     * Returns the time that has passed since an instant, Go's {@code time.Since}: {@code Duration.between(t,
     * Timers.now())}.
     *
     * @param t the instant, on the clock of {@link #now}
     * @return the time; negative if the instant lies ahead. Unlike in Go it need not saturate: a {@code Duration} holds
     *     the time between any two instants
     */
    public static Duration since(Instant t) {
        return Duration.between(Objects.requireNonNull(t, "t"), now());
    }

    /**
     * Returns the time that is left until an instant, Go's {@code time.Until}: {@code Duration.between(Timers.now(),
     * t)}.
     *
     * @param t the instant, on the clock of {@link #now}
     * @return the time; negative if the instant has passed. Unlike in Go it need not saturate: a {@code Duration} holds
     *     the time between any two instants
     */
    public static Duration until(Instant t) {
        return Duration.between(now(), Objects.requireNonNull(t, "t"));
    }

    /**
     * Makes a timer that sends once, Go's {@code time.NewTimer}.
     *
     * @param d how long from now; zero or less means at once
     * @return a running timer
     */
    public static Timer newTimer(Duration d) {
        return new Timer(Objects.requireNonNull(d, "d"));
    }

    /**
     * Returns a channel that delivers the time once, Go's {@code time.After}: the channel of a new timer.
     *
     * @param d how long from now; zero or less means at once
     * @return the timer's channel
     */
    public static ReceiveChannel<Instant> after(Duration d) {
        return newTimer(d).channel();
    }

    /**
     * Makes a ticker, Go's {@code time.NewTicker}.
     *
     * @param d how long from now until the first tick, and from tick to tick
     * @return a running ticker
     * @throws IllegalArgumentException if d is zero or less ({@code non-positive interval for NewTicker})
     */
    public static Ticker newTicker(Duration d) {
        if (!Objects.requireNonNull(d, "d").isPositive()) {
            throw new IllegalArgumentException("non-positive interval for NewTicker");
        }
        return new Ticker(d);
    }

    /**
     * Returns a channel that ticks, Go's {@code time.Tick}: the channel of a new ticker.
     *
     * @param d how long from now until the first tick, and from tick to tick
     * @return the ticker's channel; null if d is zero or less, as in Go
     */
    public static @Nullable ReceiveChannel<Instant> tick(Duration d) {
        return Objects.requireNonNull(d, "d").isPositive() ? newTicker(d).channel() : null;
    }

    /**
     * Runs a function later, in a goroutine of its own, Go's {@code time.AfterFunc}. What the function throws is
     * handled as in any goroutine: see {@link dev.weft.Go}. The function belongs to the {@link dev.weft.Go#run} in
     * which the timer was made, if any, and is not started once that is over.
     *
     * @param d how long from now; zero or less means at once
     * @param f what to run
     * @return a running timer, without a channel
     */
    public static Timer afterFunc(Duration d, Task<?> f) {
        return new Timer(Objects.requireNonNull(d, "d"), Objects.requireNonNull(f, "f"));
    }
}

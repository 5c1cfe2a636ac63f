package dev.weft.time;

import static dev.weft.internal.MonotonicClock.NEVER;

import org.jspecify.annotations.Nullable;

/**
 * The arithmetic of {@link RateLimiter}: a bucket that holds up to {@code burst} tokens and gains {@code rate} of them
 * every second, by the rules of Go's {@code x/time/rate}.
 *
 * <p>A bucket is a value: it never changes, and what changes something returns the next one. Points in time are parameters,
 * in nanoseconds; the limiter passes the monotonic clock.
 *
 * <p><b>Below zero.</b> Tokens may be taken before they are there. The bucket is then in debt, and whoever took the last of
 * them has its <em>turn</em> when the rate has paid the debt. So those that wait stand in no queue: each knows its turn from
 * the debt that it found.
 *
 * <p><b>Rounding.</b> The time to a turn is rounded down to the nanosecond, as in Go. What a sum of {@code double}s is off by
 * is far less than that, so a token is there at the very moment at which it is due. The price: over any span of time the
 * bucket may give what the rate gains in one nanosecond too much.
 *
 * <p><b>Extremes.</b> A duration that does not fit into a {@code long} is {@link dev.weft.internal.MonotonicClock#NEVER}, as
 * the conversion from {@code double} has it; a rate of zero needs no rule of its own. An infinite rate does, as it would
 * give NaN for a span of zero.
 *
 * @param rate the tokens that it gains in a second: zero or more, or {@link RateLimiter#INFINITE}
 * @param burst how many tokens it holds at most, zero or more
 * @param tokens how many tokens there were at {@code time}: at most the burst, unless that has been lowered; negative in
 *     debt
 * @param time the moment at which that was so
 * @param latestTurn the turn of the one that took tokens last
 */
record TokenBucket(double rate, int burst, double tokens, long time, long latestTurn) {
    private static final double NANOS_PER_SECOND = 1e9;

    /** A full bucket. */
    static TokenBucket full(double rate, int burst, long now) {
        return new TokenBucket(rate, burst, burst, now, now);
    }

    boolean isInfinite() {
        return rate == RateLimiter.INFINITE;
    }

    /** Whether so many tokens can be taken at once at all. */
    boolean holds(int n) {
        return isInfinite() || n <= burst;
    }

    /** How many tokens there are. As in Go, time that goes back adds none. */
    double tokensAt(long now) {
        if (isInfinite()) {
            return burst;
        }
        return Math.min(burst, tokens + gain(rate, Math.max(0, now - time)));
    }

    /**
     * Takes tokens, if they are there soon enough.
     *
     * @param longest how long the taker would wait at most; negative: not at all, not even if they are there now, unless the
     *     rate is infinite
     * @return the bucket without them; null if they are too many or come too late
     */
    @Nullable TokenBucket take(long now, int n, long longest) {
        if (isInfinite()) {
            return this;
        }
        double left = tokensAt(now) - n;
        long wait = left < 0 ? timeFor(rate, -left) : 0;
        if (n > burst || wait > longest) {
            return null;
        }
        long turn = now + wait;
        return new TokenBucket(rate, burst, left, now, turn < now ? NEVER : turn);
    }

    /** The turn of the one that took the tokens which this bucket has no more. */
    long turn(long now) {
        return isInfinite() ? now : latestTurn;
    }

    /** The same as {@link #giveBack}, if the turn has not come yet: after it, the tokens may have been used. */
    TokenBucket cancel(long now, int n, long turn, double rateThen) {
        return turn < now ? this : giveBack(now, n, turn, rateThen);
    }

    /**
     * Takes tokens back that have not been used. Those that took tokens later keep their turn: it rests on these, so as many
     * tokens as they have taken are not given back.
     *
     * @param n how many were taken
     * @param turn the turn of the one that took them
     * @param rateThen the rate at which that was computed
     * @return the bucket with them
     */
    TokenBucket giveBack(long now, int n, long turn, double rateThen) {
        if (isInfinite() || n == 0) {
            return this;
        }
        // A later turn may lie before this one if the rate was raised in between; more than n are not given back.
        double restored = Math.min(n, n - gain(rateThen, latestTurn - turn));
        if (restored <= 0) {
            return this;
        }
        long latest = latestTurn;
        if (turn == latest) {
            long turnBefore = turn - timeFor(rateThen, n);
            if (turnBefore >= now) {
                latest = turnBefore;
            }
        }
        return new TokenBucket(rate, burst, Math.min(burst, tokensAt(now) + restored), now, latest);
    }

    /** The same with another rate from now on. Turns stay as they are. */
    TokenBucket withRate(long now, double newRate) {
        return new TokenBucket(newRate, burst, tokensAt(now), now, latestTurn);
    }

    /** The same with another burst from now on. Turns stay as they are; a larger bucket is not fuller for it. */
    TokenBucket withBurst(long now, int newBurst) {
        return new TokenBucket(rate, newBurst, tokensAt(now), now, latestTurn);
    }

    private static double gain(double rate, long nanos) {
        return nanos / NANOS_PER_SECOND * rate;
    }

    private static long timeFor(double rate, double tokens) {
        return (long) (tokens / rate * NANOS_PER_SECOND);
    }
}

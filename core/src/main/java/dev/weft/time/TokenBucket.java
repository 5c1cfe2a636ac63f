package dev.weft.time;

import static dev.weft.internal.time.MonotonicClock.NEVER;

import org.jspecify.annotations.Nullable;

/**
 * The arithmetic of {@link RateLimiter}: a bucket that holds up to {@code burst} tokens and gains {@code rate} of them
 * every second, by the rules of Go's {@code x/time/rate}.
 *
 * <p>A bucket is a value: it never changes, and a method that would change it returns a new one. Points in time are
 * parameters, in nanoseconds; the limiter passes the time of the monotonic clock.
 *
 * <p><b>Debt.</b> Tokens may be taken before they are there. The bucket is then in debt, and the <em>turn</em> of the
 * last taker comes when the rate has paid that debt. So takers need no queue: each knows its turn from the debt that it
 * leaves.
 *
 * <p><b>Giving back.</b> Takers that came later keep their turns, which are based on the debt that they found. So of
 * the tokens that come back, as many as were taken since are lost; {@code taken} counts them. Go computes their number
 * from turns and the rate, with the same result, unless the rate has changed or several reservations were cancelled out
 * of order: then Go may give back more than was taken, and permit more than rate and burst allow.
 *
 * <p><b>Rounding.</b> The time to a turn is rounded down to the nanosecond, as in Go. The error of a sum of {@code
 * double}s is far smaller, so a token is there at the very moment at which it is due. The price: in any span of time
 * there may be a surplus of as many tokens as the rate gains in a nanosecond.
 *
 * <p><b>Extremes.</b> A time that does not fit into a {@code long} becomes {@link
 * dev.weft.internal.time.MonotonicClock#NEVER} by the conversion from {@code double}; so a rate of zero needs no rule
 * of its own. An infinite rate does: in zero time it would gain NaN tokens.
 *
 * @param rate the tokens that it gains in a second: zero or more, or {@link RateLimiter#INFINITE}
 * @param burst how many tokens it holds at most, zero or more
 * @param tokens how many tokens there were at {@code time}: at most the burst, unless that has been lowered; negative
 *     in debt
 * @param time the moment that {@code tokens} refers to
 * @param taken how many tokens have been taken so far. It may overflow: only differences count
 */
record TokenBucket(double rate, int burst, double tokens, long time, long taken) {
    private static final double NANOS_PER_SECOND = 1e9;

    /** A full bucket. */
    static TokenBucket full(double rate, int burst, long now) {
        return new TokenBucket(rate, burst, burst, now, 0);
    }

    boolean isInfinite() {
        return rate == RateLimiter.INFINITE;
    }

    /** Whether {@code n} tokens can ever be taken at once. */
    boolean holds(int n) {
        return isInfinite() || n <= burst;
    }

    /** How many tokens there are. As in Go, time that goes back adds none. */
    double tokensAt(long now) {
        if (isInfinite()) {
            return burst;
        }
        return Math.min(burst, tokens + Math.max(0, now - time) * rate / NANOS_PER_SECOND);
    }

    /**
     * Takes tokens, if they are there soon enough.
     *
     * @param longest how long the taker would wait at most; if negative, it takes nothing, even if the tokens are there
     *     now, unless the rate is infinite
     * @return the bucket without them; null if they are too many or come too late
     */
    @Nullable TokenBucket take(long now, int n, long longest) {
        if (isInfinite()) {
            return this;
        }
        double left = tokensAt(now) - n;
        if (n > burst || timeToPay(rate, left) > longest) {
            return null;
        }
        return new TokenBucket(rate, burst, left, now, taken + n);
    }

    /** When the debt will be paid: the turn of the taker that has just taken tokens. */
    long turn(long now) {
        if (isInfinite()) {
            return now;
        }
        long turn = now + timeToPay(rate, tokensAt(now));
        return turn < now ? NEVER : turn;
    }

    /**
     * Takes back tokens that will not be used, less as many as were taken since.
     *
     * @param n how many were taken
     * @param takenThen what {@code taken} was right after that
     * @return the bucket with what is left of them
     */
    TokenBucket giveBack(long now, int n, long takenThen) {
        long since = taken - takenThen;
        if (isInfinite() || since >= n) {
            return this;
        }
        double more = Math.min(burst, tokensAt(now) + (n - since));
        return new TokenBucket(rate, burst, more, now, since == 0 ? taken - n : taken);
    }

    /** The same bucket with another rate from now on. Turns stay as they are. */
    TokenBucket withRate(long now, double newRate) {
        return new TokenBucket(newRate, burst, tokensAt(now), now, taken);
    }

    /** The same bucket with another burst from now on. Turns stay as they are; raising the burst adds no tokens. */
    TokenBucket withBurst(long now, int newBurst) {
        return new TokenBucket(rate, newBurst, tokensAt(now), now, taken);
    }

    /** How long it takes the rate to pay for the tokens that are missing. */
    private static long timeToPay(double rate, double tokens) {
        return tokens < 0 ? (long) (-tokens * NANOS_PER_SECOND / rate) : 0;
    }
}

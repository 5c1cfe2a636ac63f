package dev.weft.time;

import java.math.BigDecimal;

/** The rules of the token bucket without any rounding: it counts the missing tokens, in decimals. */
final class ExactBucket {
    private static final BigDecimal SECOND = BigDecimal.valueOf(1_000_000_000);

    private double rate;
    private int burst;

    /** How many tokens were missing from a full bucket, and when. */
    private BigDecimal missing = BigDecimal.ZERO;
    private long time;

    private long taken;

    ExactBucket(double rate, int burst) {
        this.rate = rate;
        this.burst = burst;
    }

    double rate() {
        return rate;
    }

    int burst() {
        return burst;
    }

    BigDecimal tokens(long now) {
        return BigDecimal.valueOf(burst).subtract(missing(now));
    }

    /** Returns how long until n tokens are there, in nanoseconds. */
    BigDecimal waitFor(long now, int n) {
        BigDecimal debt = BigDecimal.valueOf(n).subtract(tokens(now)).max(BigDecimal.ZERO);
        return debt.multiply(SECOND).divide(BigDecimal.valueOf(rate));
    }

    /** Takes n tokens, and returns how many have been taken so far. */
    long take(long now, int n) {
        set(now, missing(now).add(BigDecimal.valueOf(n)));
        taken += n;
        return taken;
    }

    void giveBack(long now, int n, long takenThen) {
        long since = taken - takenThen;
        if (since < n) {
            set(now, missing(now).subtract(BigDecimal.valueOf(n - since)));
        }
        if (since == 0) {
            taken -= n;
        }
    }

    void setRate(long now, double newRate) {
        set(now, missing(now));
        rate = newRate;
    }

    void setBurst(long now, int newBurst) {
        set(now, missing(now).add(BigDecimal.valueOf(newBurst - burst)));
        burst = newBurst;
    }

    private BigDecimal missing(long now) {
        BigDecimal gain = BigDecimal.valueOf(rate).multiply(BigDecimal.valueOf(Math.max(0, now - time))).divide(SECOND);
        return missing.subtract(gain).max(BigDecimal.ZERO);
    }

    private void set(long now, BigDecimal newMissing) {
        missing = newMissing.max(BigDecimal.ZERO);
        time = now;
    }
}

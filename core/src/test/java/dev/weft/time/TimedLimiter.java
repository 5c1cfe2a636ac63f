package dev.weft.time;

/**
 * A limiter for which the test sets the time, as in Go's {@code AllowN(t, n)}, {@code reserveN(t, n, max)} and so on:
 * the arithmetic of {@link RateLimiter}, without its clock and for one thread. Times and durations are in nanoseconds.
 */
public final class TimedLimiter {
    /** What Go calls {@code InfDuration}. */
    public static final long FOREVER = Long.MAX_VALUE;

    private TokenBucket bucket;

    /** Creates a limiter at time zero. */
    public TimedLimiter(double rate, int burst) {
        bucket = TokenBucket.full(rate, burst, 0);
    }

    /** Takes n tokens if they are there. */
    public boolean allow(long now, int n) {
        return reserve(now, n, 0).ok();
    }

    /** Takes n tokens if they will be there soon enough. */
    public Reservation reserve(long now, int n, long longest) {
        TokenBucket before = bucket;
        TokenBucket after = before.take(now, n, longest);
        if (after == null) {
            return new Reservation(n, 0, 0, false);
        }
        bucket = after;
        return new Reservation(n, after.taken(), after.turn(now), true);
    }

    /** Returns how many tokens there are. */
    public double tokens(long now) {
        return bucket.tokensAt(now);
    }

    /** Returns the burst. */
    public int burst() {
        return bucket.burst();
    }

    /** Changes the rate. */
    public void setRate(long now, double rate) {
        bucket = bucket.withRate(now, rate);
    }

    /** Changes the burst. */
    public void setBurst(long now, int burst) {
        bucket = bucket.withBurst(now, burst);
    }

    @Override
    public String toString() {
        return bucket.toString();
    }

    /** The tokens that were taken, and when they may be used. */
    public final class Reservation {
        private final int n;
        private final long taken;
        private final long turn;
        private final boolean ok;

        private Reservation(int n, long taken, long turn, boolean ok) {
            this.n = n;
            this.taken = taken;
            this.turn = turn;
            this.ok = ok;
        }

        /** Whether the tokens were taken. */
        public boolean ok() {
            return ok;
        }

        /** Returns when the tokens may be used. */
        public long turn() {
            return turn;
        }

        /** Gives the tokens back, if they can't have been used yet. */
        public void cancel(long now) {
            if (ok && turn >= now) {
                bucket = bucket.giveBack(now, n, taken);
            }
        }
    }
}

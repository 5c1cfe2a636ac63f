package dev.weft.time;

import dev.weft.internal.time.Clock;
import dev.weft.internal.time.MonotonicClock;
import dev.weft.internal.wait.SpinPolicy;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A {@link TokenBucket} that any number of threads can share, on the clock of the thread that made it. Threads that live by
 * another clock cannot use it.
 *
 * <p>State: one reference to an immutable bucket, replaced by compare-and-set with volatile semantics. There is no
 * lock: no thread waits for one that was preempted, and an operation that fails halfway, for lack of memory or stack,
 * has not happened. It allocates everything, the reservation included, before the compare-and-set.
 *
 * <p>Each attempt reads the bucket first and then the clock. So the time of the bucket never goes back, and no span of
 * time is counted twice. (In Go, callers read the clock before they lock, and may get the lock in another order.)
 *
 * <p>An operation that is refused replaces nothing: callers that are turned away do not disturb those that are
 * admitted.
 */
final class AtomicTokenBucket {
    private static final VarHandle BUCKET;

    static {
        try {
            BUCKET = MethodHandles.lookup().findVarHandle(AtomicTokenBucket.class, "bucket", TokenBucket.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private volatile TokenBucket bucket;
    private final Clock clock = MonotonicClock.current();

    /** Creates a full bucket. */
    AtomicTokenBucket(double rate, int burst) {
        this.bucket = TokenBucket.full(checkRate(rate), checkBurst(burst), clock.nanoTime());
    }

    TokenBucket get() {
        return bucket;
    }

    double tokens() {
        TokenBucket b = bucket;
        return b.tokensAt(clock.nanoTime());
    }

    /** The time on the clock that it follows. */
    long now() {
        return clock.nanoTime();
    }

    /** The first step of every operation that depends on the time. */
    void checkUse() {
        clock.checkUse("use of", "rate limiter");
    }

    /** Takes tokens if they are there now. */
    boolean take(int n) {
        checkNumber(n);
        checkUse();
        for (;;) {
            TokenBucket before = bucket;
            TokenBucket after = before.take(clock.nanoTime(), n, 0);
            if (after == null) {
                return false;
            }
            if (replace(before, after)) {
                return true;
            }
        }
    }

    /**
     * Takes tokens if they are there soon enough; the reservation says whether they are. See {@link TokenBucket#take}.
     */
    RateLimiter.Reservation reserve(int n, long longest) {
        checkNumber(n);
        checkUse();
        for (;;) {
            TokenBucket before = bucket;
            long now = clock.nanoTime();
            TokenBucket after = before.take(now, n, longest);
            RateLimiter.Reservation reservation = after == null
                    ? RateLimiter.Reservation.refused(this, before, n)
                    : new RateLimiter.Reservation(this, before, n, after.turn(now));
            if (after == null || replace(before, after)) {
                return reservation;
            }
        }
    }

    /**
     * Takes back tokens until their turn is past: as in Go, also at that very moment. See {@link TokenBucket#giveBack}.
     *
     * @return false if the turn is past: then they may have been used, and nothing has been done
     */
    boolean giveBack(int n, long takenThen, long turn) {
        for (;;) {
            TokenBucket before = bucket;
            long now = clock.nanoTime();
            if (turn < now) {
                return false;
            }
            if (replace(before, before.giveBack(now, n, takenThen))) {
                return true;
            }
        }
    }

    void setRate(double newRate) {
        double rate = checkRate(newRate);
        checkUse();
        for (;;) {
            TokenBucket before = bucket;
            if (replace(before, before.withRate(clock.nanoTime(), rate))) {
                return;
            }
        }
    }

    void setBurst(int burst) {
        checkBurst(burst);
        checkUse();
        for (;;) {
            TokenBucket before = bucket;
            if (replace(before, before.withBurst(clock.nanoTime(), burst))) {
                return;
            }
        }
    }

    private boolean replace(TokenBucket before, TokenBucket after) {
        if (before == after || BUCKET.compareAndSet(this, before, after)) {
            return true;
        }
        SpinPolicy.backOff();
        return false;
    }

    static void checkNumber(int n) {
        if (n < 0) {
            throw new IllegalArgumentException("rate: negative number of tokens: " + n);
        }
    }

    private static int checkBurst(int burst) {
        if (burst < 0) {
            throw new IllegalArgumentException("rate: negative burst: " + burst);
        }
        return burst;
    }

    private static double checkRate(double rate) {
        if (!(rate >= 0)) {
            throw new IllegalArgumentException("rate: negative or not a number: " + rate);
        }
        return rate >= Double.MAX_VALUE ? RateLimiter.INFINITE : rate + 0.0; // never -0.0, as it will be a divisor
    }
}

package dev.weft.time;

import static dev.weft.internal.time.MonotonicClock.NEVER;

import dev.weft.ReceiveChannel;
import dev.weft.context.CanceledException;
import dev.weft.context.Context;
import dev.weft.context.ContextException;
import dev.weft.internal.time.MonotonicClock;
import dev.weft.internal.wait.StackReserve;
import dev.weft.internal.wait.Wait;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * Limits how often something may happen, Go's {@code rate.Limiter} of {@code x/time/rate}.
 *
 * <pre>{@code
 * RateLimiter limiter = new RateLimiter(100, 10); // 100 a second, up to 10 at once
 * ...
 * limiter.await(ctx); // waits for its turn: slows callers down
 * call(server);
 * ...
 * if (!limiter.allow()) { // never waits: turns callers away
 *     return TOO_MANY_REQUESTS;
 * }
 * }</pre>
 *
 * <p>It is a <em>token bucket</em>: it starts full, with {@code burst} tokens, and gains {@code rate} tokens a second
 * until it is full again. An event takes a token. So in any {@code t} seconds there are at most {@code burst + rate *
 * t} events. If there is no token,
 *
 * <ul>
 *   <li>{@link #allow} returns false;
 *   <li>{@link #await} takes one that is still to come, and waits for it; callers get their turns in the order in which
 *       they came. If the deadline of the context is earlier, it fails at once, and takes nothing;
 *   <li>{@link #reserve} takes it too, and says how long to wait.
 * </ul>
 *
 * <p>Each of them can take {@code n} tokens at once, but never more than {@code burst}. If the rate is {@link
 * #INFINITE}, everything is permitted, whatever the burst. If the rate is zero, the bucket gains no tokens: once it is
 * empty, {@code await} waits until it is interrupted or its context is done; if its context has a deadline, it fails at
 * once.
 *
 * <p>A limiter costs no thread and no timer: tokens are computed from the time that has passed on the monotonic clock.
 * Setting the wall clock does not disturb it, and it need not be closed. Any thread may call any method. Only the
 * {@code await} methods wait, so only they can be interrupted; an interrupt that comes together with the turn leaves
 * the flag set, and the call returns normally.
 *
 * <p>A call that throws has changed nothing. A wait that ends early gives back its tokens, by the rule of {@link
 * Reservation#cancel}; they are lost only if there is no memory for that.
 *
 * <p><b>Different from Go:</b> a negative number of tokens is refused, as it would fill the bucket above its burst. A
 * reservation gives back its tokens once, however often it is cancelled, and never more than it took. However callers
 * overlap, no span of time is counted twice.
 *
 * <p><b>Memory consistency effects</b>: actions before a call that takes tokens, gives them back, or sets the rate or
 * the burst <i>happen-before</i> those after a later call of any method. A call that takes nothing orders nothing for
 * others.
 */
public final class RateLimiter {
    /** The rate at which everything is permitted, Go's {@code rate.Inf}. */
    public static final double INFINITE = Double.POSITIVE_INFINITY;

    private final AtomicTokenBucket bucket;

    /**
     * Creates a limiter whose bucket is full, Go's {@code rate.NewLimiter(r, b)}.
     *
     * @param perSecond the rate: how many events a second are permitted in the long run. Zero or more; from {@link
     *     Double#MAX_VALUE} on, which is Go's {@code Inf}, it is {@link #INFINITE}
     * @param burst how many are permitted at once, zero or more. With zero none are, unless the rate is infinite
     * @throws IllegalArgumentException if the rate is negative or NaN, or the burst negative
     */
    public RateLimiter(double perSecond, int burst) {
        this.bucket = new AtomicTokenBucket(perSecond, burst);
    }

    /**
     * Converts an interval between events to a rate, Go's {@code rate.Every}: {@code new
     * RateLimiter(RateLimiter.every(Duration.ofMillis(20)), 1)} permits one every 20 ms.
     *
     * @param interval the shortest time from one event to the next
     * @return how many events a second that is; {@link #INFINITE} if the interval is zero or negative
     */
    public static double every(Duration interval) {
        Objects.requireNonNull(interval, "interval");
        return interval.isPositive() ? 1 / (interval.toSeconds() + interval.toNanosPart() / 1e9) : INFINITE;
    }

    /**
     * Takes a token if there is one now, Go's {@code Allow}. Never waits.
     *
     * @return whether the event may happen
     */
    public boolean allow() {
        return allow(1);
    }

    /**
     * Takes {@code n} tokens if they are there now, Go's {@code AllowN}. Never waits.
     *
     * @param n how many. Zero is permitted unless others wait
     * @return whether the events may happen; false if there are not enough tokens, or {@code n} exceeds the burst: then
     *     none has been taken
     * @throws IllegalArgumentException if {@code n} is negative
     */
    public boolean allow(int n) {
        return bucket.take(n);
    }

    /**
     * Waits until the event may happen, for as long as that takes: Go's {@code Wait} with a background context.
     *
     * @throws RateLimitExceededException if the burst is zero, and the rate not infinite
     * @throws InterruptedException if the thread is interrupted, before or while it waits; then its tokens go back
     */
    public void await() throws InterruptedException {
        await(1);
    }

    /**
     * Waits until {@code n} events may happen, for as long as that takes: Go's {@code WaitN} with a background context.
     *
     * @param n how many
     * @throws RateLimitExceededException if {@code n} exceeds the burst, and the rate is not infinite
     * @throws InterruptedException if the thread is interrupted, before or while it waits; then its tokens go back
     * @throws IllegalArgumentException if {@code n} is negative
     */
    public void await(int n) throws InterruptedException {
        checkEntry(n);
        Reservation turn = bucket.reserve(n, NEVER);
        if (!turn.ok()) {
            throw turn.refusal();
        }
        Turns.await(turn, null);
    }

    /**
     * Waits until the event may happen, or the context is done: Go's {@code Wait(ctx)}, and {@link #await(Context, int)}
     * with one event.
     *
     * @param ctx the context
     * @throws RateLimitExceededException if the turn would come after the deadline of the context, or if the burst is
     *     zero and the rate not infinite
     * @throws ContextException if the context is done before its turn: its {@code err}
     * @throws InterruptedException if the thread is interrupted, before or while it waits; then its tokens go back
     */
    public void await(Context ctx) throws InterruptedException {
        await(ctx, 1);
    }

    /**
     * Waits until {@code n} events may happen, or the context is done: Go's {@code WaitN(ctx, n)}. If that would be
     * after the deadline of the context, it fails at once. As in Go, it fails if the context is already done, even if
     * there are tokens.
     *
     * @param ctx the context
     * @param n how many
     * @throws RateLimitExceededException if {@code n} exceeds the burst and the rate is not infinite ({@code rate:
     *     Wait(n=3) exceeds limiter's burst 2}), or if the turn would come after the deadline of the context ({@code
     *     rate: Wait(n=3) would exceed context deadline})
     * @throws ContextException if the context is done before its turn: its {@code err}. It is unchecked; at the end of
     *     a goroutine of your own, catch it and return. Its tokens go back
     * @throws InterruptedException if the thread is interrupted, before or while it waits; then its tokens go back
     * @throws IllegalArgumentException if {@code n} is negative
     */
    public void await(Context ctx, int n) throws InterruptedException {
        Objects.requireNonNull(ctx, "ctx");
        checkEntry(n);
        TokenBucket now = bucket.get();
        if (!now.holds(n)) {
            throw exceedsBurst(n, now);
        }
        ReceiveChannel<?> done = ctx.done();
        if (Turns.isDone(done)) {
            throw reason(ctx);
        }
        Instant deadline = ctx.deadline().orElse(null);
        Reservation turn = bucket.reserve(n, deadline == null ? NEVER : longestUntil(deadline));
        if (!turn.ok()) {
            throw turn.refusal();
        }
        if (!Turns.await(turn, done)) {
            throw reason(ctx);
        }
    }

    /**
     * Waits until the event may happen, but only if that is soon enough.
     *
     * @param timeout how long to wait at most; with zero or less it never waits, like {@link #allow}
     * @return whether the event may happen. False comes at once, without waiting: its turn would come too late
     * @throws InterruptedException if the thread is interrupted, before or while it waits; then its tokens go back
     */
    public boolean tryAwait(Duration timeout) throws InterruptedException {
        return tryAwait(1, timeout);
    }

    /**
     * Waits until {@code n} events may happen, but only if that is soon enough.
     *
     * @param n how many
     * @param timeout how long to wait at most; with zero or less it never waits, like {@link #allow(int)}
     * @return whether the events may happen. False comes at once, without waiting: their turn would come too late, or
     *     {@code n} exceeds the burst
     * @throws InterruptedException if the thread is interrupted, before or while it waits; then its tokens go back
     * @throws IllegalArgumentException if {@code n} is negative
     */
    public boolean tryAwait(int n, Duration timeout) throws InterruptedException {
        long longest = MonotonicClock.toNanos(Objects.requireNonNull(timeout, "timeout"));
        checkEntry(n);
        Reservation turn = bucket.reserve(n, longest);
        return turn.ok() && Turns.await(turn, null);
    }

    /**
     * Takes a token, even if it is still to come, Go's {@code Reserve}. Never waits.
     *
     * @return when the event may happen
     */
    public Reservation reserve() {
        return reserve(1);
    }

    /**
     * Takes {@code n} tokens, even if they are still to come, Go's {@code ReserveN}. Never waits; the caller does:
     *
     * <pre>{@code
     * RateLimiter.Reservation r = limiter.reserve(n);
     * if (!r.ok()) {
     *     throw new IllegalArgumentException("more than the burst");
     * }
     * Go.sleep(r.delay());
     * act();
     * }</pre>
     *
     * <p>{@link #await(Context, int)} does all of this, and waits no longer than a context allows.
     *
     * @param n how many
     * @return when the events may happen; not {@link Reservation#ok ok} if {@code n} exceeds the burst
     * @throws IllegalArgumentException if {@code n} is negative
     */
    public Reservation reserve(int n) {
        return bucket.reserve(n, NEVER);
    }

    /**
     * Changes the rate from now on, Go's {@code SetLimit}. As in Go, callers that wait or have reserved keep their
     * turns; until then there may be more or fewer events than the new rate permits.
     *
     * @param perSecond the new rate, as for the constructor
     * @throws IllegalArgumentException if it is negative or NaN; then nothing changes
     */
    public void setRate(double perSecond) {
        bucket.setRate(perSecond);
    }

    /**
     * Changes how many events are permitted at once from now on, Go's {@code SetBurst}. Raising it adds no tokens;
     * lowering it drops those that no longer fit. Callers that wait or have reserved keep their turns.
     *
     * @param burst the new burst, as for the constructor
     * @throws IllegalArgumentException if it is negative; then nothing changes
     */
    public void setBurst(int burst) {
        bucket.setBurst(burst);
    }

    /** {@return the rate in events a second, perhaps {@link #INFINITE}; Go's {@code Limit}} */
    public double rate() {
        return bucket.get().rate();
    }

    /** {@return how many events are permitted at once; Go's {@code Burst}} */
    public int burst() {
        return bucket.get().burst();
    }

    /**
     * {@return how many tokens there are now; Go's {@code Tokens}} The number includes the fraction of the next one
     * that has come. It is negative if that many are owed to callers that wait or have reserved, and the burst if the
     * rate is infinite.
     */
    public double tokens() {
        return bucket.tokens();
    }

    @Override
    public String toString() {
        return super.toString() + "[Rate " + rate() + ", burst " + burst() + ", tokens " + tokens() + "]";
    }

    private static long longestUntil(Instant deadline) {
        Duration left = Timers.until(deadline);
        return left.isNegative() ? -1 : MonotonicClock.toNanos(left);
    }

    private static ContextException reason(Context ctx) {
        return Objects.requireNonNullElseGet(ctx.err(), CanceledException::new);
    }

    private static RateLimitExceededException exceedsBurst(int n, TokenBucket bucket) {
        return new RateLimitExceededException(
                "rate: Wait(n=" + n + ") exceeds limiter's burst " + bucket.burst());
    }

    private static void checkEntry(int n) throws InterruptedException {
        StackReserve.checkForSeveral(); // to give back the tokens, if it is too little to wait with
        AtomicTokenBucket.checkNumber(n);
        Wait.checkInterrupt();
    }

    /** Tokens taken by {@link RateLimiter#reserve(int)}, and when they may be used. Any thread may call any method. */
    public static final class Reservation {
        private static final VarHandle GIVEN_BACK;

        static {
            try {
                GIVEN_BACK = MethodHandles.lookup().findVarHandle(Reservation.class, "givenBack", boolean.class);
            } catch (ReflectiveOperationException e) {
                throw new ExceptionInInitializerError(e);
            }
        }

        /** In place of a turn: there is none. */
        private static final long REFUSED = -1;

        private final AtomicTokenBucket bucket;

        /** The bucket from which the tokens were taken, or that refused them. */
        private final TokenBucket from;

        private final int n;
        private final long turn;

        @SuppressWarnings("unused") // by GIVEN_BACK
        private volatile boolean givenBack;

        Reservation(AtomicTokenBucket bucket, TokenBucket from, int n, long turn) {
            this.bucket = bucket;
            this.from = from;
            this.n = n;
            this.turn = turn;
        }

        static Reservation refused(AtomicTokenBucket bucket, TokenBucket by, int n) {
            return new Reservation(bucket, by, n, REFUSED);
        }

        /**
         * {@return whether the tokens were taken; Go's {@code OK}} If not, they were more than the burst: then there is
         * no time to wait for, and nothing to cancel.
         */
        public boolean ok() {
            return turn != REFUSED;
        }

        /**
         * {@return how long to wait from now before the events may happen; Go's {@code Delay}} Zero if they may happen
         * now. If the reservation is not {@link #ok}, it is Go's {@code InfDuration}, the longest time in nanoseconds
         * that is a {@code long}, some 292 years.
         */
        public Duration delay() {
            return Duration.ofNanos(ok() ? Math.max(0, turn - bucket.now()) : Long.MAX_VALUE);
        }

        /**
         * Gives the tokens back, because the events will not happen; Go's {@code Cancel}. Callers that have taken
         * tokens since then keep their turns, which assume that these tokens are used; so as many as they took are not
         * given back. As in Go, it does nothing once their turn is past, because the events may have happened. At the
         * very moment of the turn, when {@link #delay} is already zero, the tokens still go back; so do not let the
         * events happen and cancel. A second call does nothing either.
         */
        public void cancel() {
            if (ok() && !from.isInfinite()) {
                giveBack();
            }
        }

        /** Gives back what has been taken, once; false if it may have been used, as its turn is past. */
        boolean giveBack() {
            if (!GIVEN_BACK.compareAndSet(this, false, true)) {
                return true;
            }
            boolean done = false;
            try {
                done = bucket.giveBack(n, from.taken() + n, turn);
                return done;
            } finally {
                givenBack = done; // if there was no memory, this can be tried again
            }
        }

        private RateLimitExceededException refusal() {
            return from.holds(n)
                    ? new RateLimitExceededException("rate: Wait(n=" + n + ") would exceed context deadline")
                    : exceedsBurst(n, from);
        }

        @Override
        public String toString() {
            return super.toString() + "[" + n + (n == 1 ? " token" : " tokens") + (ok() ? " in " + delay() : " refused")
                    + "]";
        }
    }
}

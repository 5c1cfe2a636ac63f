package dev.weft.time;

/**
 * Thrown by the {@code await} methods of a {@link RateLimiter}, at once and without waiting, if the limiter will not
 * permit the events: there are more of them than its burst, or their turn would come after the deadline of the context.
 *
 * <p>The message is Go's: {@code rate: Wait(n=3) exceeds limiter's burst 2} or {@code rate: Wait(n=1) would exceed
 * context deadline}. As in Go, the second is not a {@link dev.weft.context.DeadlineExceededException}: the context is
 * not done yet, and there is time left to do something else, such as turn the request away.
 *
 * <p>The limiter is as it was: nothing has been taken.
 */
public final class RateLimitExceededException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message Go's text
     */
    public RateLimitExceededException(String message) {
        super(message);
    }
}

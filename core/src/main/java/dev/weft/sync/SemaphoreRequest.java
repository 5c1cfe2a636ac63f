package dev.weft.sync;

import dev.weft.Channel;
import dev.weft.Unit;
import dev.weft.internal.channel.UnbufferedChannel;
import dev.weft.internal.time.Clock;
import org.jspecify.annotations.Nullable;

/** A request that waits for a {@link WeightedSemaphore}. It is its own node in the semaphore's list. */
final class SemaphoreRequest {
    final long n;

    /** Closed when the request has been granted. */
    final Channel<Unit> granted;

    // The rest is guarded by the semaphore's lock.

    boolean queued;
    boolean given;

    /** The neighbors in the list; once given, {@code after} is the next request that was given at the same time. */
    @Nullable SemaphoreRequest before;

    @Nullable SemaphoreRequest after;

    /**
     * Creates a request that is not queued.
     *
     * @param n how much it asks for
     * @param bubble the clock of the bubble that the semaphore belongs to; null if to none
     */
    SemaphoreRequest(long n, @Nullable Clock bubble) {
        this.n = n;
        this.granted = new UnbufferedChannel<>(bubble);
    }
}

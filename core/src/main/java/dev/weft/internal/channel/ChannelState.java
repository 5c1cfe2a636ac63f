package dev.weft.internal.channel;

import static dev.weft.internal.time.MonotonicClock.NEVER;

import dev.weft.internal.time.MonotonicClock;
import dev.weft.internal.wait.Waiter;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What a channel is, as its kinds define it: when an operation can proceed, and what it does then, in one step under the
 * lock. {@link ChannelCore} makes operations that wait of it, a select one that waits for several channels.
 *
 * <p><b>Invariants</b>, whenever the lock is free:
 *
 * <ul>
 *   <li>Receivers that can be claimed wait only while there is nothing to receive, senders only while there is
 *       no room and no receiver. So never both, except for a select that does both on this channel.
 *   <li>On a closed channel nobody waits.
 * </ul>
 *
 * <p><b>Memory.</b> All fields are plain and guarded by the lock, whose release and acquire order everything:
 * send before the completion of the receive, the k-th receive before the completion of the (k + capacity)-th
 * send, close before a receive that sees it. Only {@code id} is touched without the lock. A buffer's count is read
 * without it by {@link ChannelCore#len}; and that, {@code closed} and the head of the queue by {@link #looksFilled} and
 * {@link #looksFree}, which are guesses: what follows from them is decided with the lock.
 */
public abstract class ChannelState extends ChannelQueue {
    /** What {@link #take} returns when the channel is closed and empty. */
    public static final Object CLOSED = new Object();

    /** What {@link #take} returns when there is an element that {@link #make} has yet to make. */
    public static final Object UNMADE = new Object();

    private static final AtomicLong LAST_ID = new AtomicLong();
    private static final VarHandle ID;

    static {
        try {
            ID = MethodHandles.lookup().findVarHandle(ChannelState.class, "id", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    boolean closed;

    private volatile long id;

    ChannelState() {}

    // What a kind of channel decides. All of these are called with the lock held.

    /**
     * Whether {@link #take} would return something.
     *
     * @return false if a receive would have to wait
     */
    public abstract boolean canReceive();

    /**
     * Whether {@link #put} would succeed. Not on a closed channel.
     *
     * @return false if a send would have to wait
     */
    protected abstract boolean canSend();

    /**
     * Whether a receive would probably not have to wait; a guess, without the lock.
     *
     * @return whether it is worth trying
     */
    public abstract boolean looksFilled();

    /**
     * Whether a send would probably not have to wait; a guess, without the lock.
     *
     * @return whether it is worth trying
     */
    public abstract boolean looksFree();

    /**
     * Receives, if that needs no waiting. Follow it with {@link #unlockAndWake}.
     *
     * @return the element; {@link #CLOSED}; {@link #UNMADE}; or null: nothing there
     */
    public abstract @Nullable Object take();

    /**
     * Sends, if that needs no waiting. Not on a closed channel. Follow it with {@link #unlockAndWake}.
     *
     * @param value the element
     * @return false: there is no room
     */
    public abstract boolean put(Object value);

    // For a channel that becomes ready as time goes by; see TimerChannel.

    /**
     * When the channel will have something to receive without anybody's doing. Called without the lock.
     *
     * @return the time, {@link MonotonicClock#NEVER} for all channels but a timer's
     */
    public long dueAt() {
        return NEVER;
    }

    /** Gives what is due to the first waiter. Called by the waiters, without the lock, when {@link #dueAt} has come. */
    public void fire() {}

    /**
     * Makes the element that is due, for the next {@link #take}. Called without the lock, as all that allocates.
     */
    public void make() {}

    // The lock, and what select needs.

    /**
     * Whether the channel is closed. With the lock held.
     *
     * @return true after {@code close}
     */
    public final boolean isClosed() {
        return closed;
    }

    /**
     * Whether a send case is ready: it could send, or it would fail because the channel is closed. With the lock held.
     *
     * @return false if a send would have to wait
     */
    public final boolean sendReady() {
        return closed || canSend();
    }

    /**
     * The channel's place in the order in which a select locks its channels. Given out at the first call, so
     * that only channels that meet in a select pay for it.
     *
     * @return a number that no other channel has
     */
    public final long id() {
        long n = id;
        if (n == 0) {
            ID.compareAndSet(this, 0L, LAST_ID.incrementAndGet());
            n = id;
        }
        return n;
    }

    /**
     * From now on the channel is closed. With the lock held, on an open channel.
     *
     * @return those who wait, a chain for {@link #signalAll}. Their {@code ok} is false; of a select that both sends and
     *     receives, the receive comes to its end, as in Go
     */
    protected final @Nullable Waiter markClosed() {
        closed = true;
        return pollAllReceiversFirst();
    }
}

package dev.weft.internal.channel;

import static dev.weft.internal.time.MonotonicClock.NEVER;

import dev.weft.internal.time.Clock;
import dev.weft.internal.time.MonotonicClock;
import dev.weft.internal.wait.Waiter;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What each kind of channel defines: when an operation can proceed, and what it then does, in one step under the lock.
 * From this {@link ChannelCore} makes operations that wait, and a select one that waits for several channels.
 *
 * <p><b>Invariants</b>, whenever the lock is free:
 *
 * <ul>
 *   <li>Receivers that can be claimed wait only while there is nothing to receive, senders only while there is no room
 *       and no receiver. So the two never wait at the same time, except in a select that does both on this channel.
 *   <li>On a closed channel nobody waits.
 * </ul>
 *
 * <p><b>Memory.</b> All fields are plain and guarded by the lock, whose release and acquire order everything: send
 * before the completion of the receive, the k-th receive before the completion of the (k + capacity)-th send, close
 * before a receive that sees it. Exceptions: {@code id} is set and read without the lock, and is volatile. {@link
 * ChannelCore#len} reads a buffer's count without it. {@link #looksFilled} and {@link #looksFree} read that count,
 * {@code closed} and the head of the queue without it; these are guesses, and what follows from them is decided with
 * the lock held.
 */
public abstract class ChannelState extends ChannelQueue {
    /** What {@link #take} returns when the channel is closed and empty. */
    public static final Object CLOSED = new Object();

    /** What {@link #take} returns when there is an element to receive that {@link #make} must make first. */
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

    ChannelState(@Nullable Clock clock) {
        super(clock);
    }

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
     * @return the element; {@link #CLOSED}; {@link #UNMADE}; or null if there is nothing to receive
     */
    public abstract @Nullable Object take();

    /**
     * Sends, if that needs no waiting. Not on a closed channel. Follow it with {@link #unlockAndWake}.
     *
     * @param value the element
     * @return false if a send would have to wait
     */
    public abstract boolean put(Object value);

    // For a channel that becomes ready as time goes by; see TimerChannel.

    /**
     * When the channel will become ready to receive from by itself. Called without the lock.
     *
     * @return the time; {@link MonotonicClock#NEVER} for every channel that is not a timer's
     */
    public long dueAt() {
        return NEVER;
    }

    /**
     * Gives what is due to the first waiter. Called by the waiters, without the lock, when {@link #dueAt} has come. They are
     * in the queue, so this must not check for stack; see {@link dev.weft.internal.wait.StackReserve}.
     */
    public void fire() {}

    /**
     * Makes the element that is due, for the next {@link #take}. Called without the lock, like everything that
     * allocates. Does not check for stack either.
     */
    public void make() {}

    // The border of bubbles; see internal.bubble.

    /**
     * The first step of every operation: on a channel that belongs to a bubble, or follows a clock, checks that the current
     * thread belongs there, too.
     *
     * @param operation in Go's words, as in {@code send on}
     * @throws IllegalStateException if not
     */
    public final void checkUse(String operation) {
        if (clock != null) {
            clock.checkUse(operation, "channel");
        }
    }

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
     * The channel's place in the order in which a select locks its channels. Assigned at the first call, so that only
     * channels used in a select pay for it.
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
     * Marks the channel as closed. With the lock held, on an open channel.
     *
     * @return the waiters, a chain for {@link #signalAll}. Their {@code ok} is false. Of a select that both sends and
     *     receives on this channel, the receive is claimed, as in Go
     */
    protected final @Nullable Waiter markClosed() {
        closed = true;
        Waiter all = pollAllReceiversFirst();
        for (Waiter w = all; w != null; w = w.next()) {
            w.ok = false;
            w.element = null; // what was not sent
        }
        return all;
    }
}

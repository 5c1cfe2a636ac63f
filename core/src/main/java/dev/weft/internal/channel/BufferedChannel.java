package dev.weft.internal.channel;

import dev.weft.Channel;
import dev.weft.internal.time.Clock;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * A channel with a buffer: a ring that holds {@code count} elements, beginning at index {@code first}.
 *
 * <p>Receivers wait only while the ring is empty, senders only while it is full. A value that arrives while receivers
 * wait goes directly to the one that has waited longest. A receive from a full ring makes room, and moves the value of
 * the longest-waiting sender there. So values leave in the order in which they came, and no later sender can take that
 * place.
 *
 * @param <T> the type of the elements
 */
public final class BufferedChannel<T> extends ChannelCore<T> implements Channel<T> {
    private static final VarHandle COUNT;

    static {
        try {
            COUNT = MethodHandles.lookup().findVarHandle(BufferedChannel.class, "count", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
        BufferedChannel<Object> rehearsal = new BufferedChannel<>(1); // see SpinLock
        rehearsal.trySend(COUNT);
        rehearsal.tryReceive();
        rehearsal.close();
    }

    private final @Nullable Object[] ring;
    private int first;

    /** Guarded by the lock; written in opaque mode, because {@link #len} and the guesses read it without the lock. */
    private int count;

    /**
     * Creates an open, empty channel, which belongs to the bubble of the current thread, if there is one.
     *
     * @param capacity the size of the buffer, at least 1
     */
    public BufferedChannel(int capacity) {
        this(capacity, Clock.virtual());
    }

    /**
     * Creates an open, empty channel.
     *
     * @param capacity the size of the buffer, at least 1
     * @param bubble the clock of the bubble that it belongs to; null if to none
     */
    public BufferedChannel(int capacity, @Nullable Clock bubble) {
        super(bubble);
        this.ring = new @Nullable Object[capacity];
    }

    @Override
    public boolean canReceive() {
        return count > 0 || closed;
    }

    @Override
    protected boolean canSend() {
        return count < ring.length;
    }

    @Override
    public boolean looksFilled() {
        return len() > 0 || closed;
    }

    @Override
    public boolean looksFree() {
        return len() < ring.length || closed;
    }

    @Override
    public @Nullable Object take() {
        if (count == 0) {
            return closed ? CLOSED : null;
        }
        Object value = ring[first];
        int next = first + 1 == ring.length ? 0 : first + 1;
        if (count == ring.length) {
            Object waiting = takeFromSender();
            ring[first] = waiting; // the ring is full, so the place of its first element is also the one after its last
            if (waiting == null) {
                COUNT.setOpaque(this, count - 1);
            }
        } else {
            ring[first] = null;
            COUNT.setOpaque(this, count - 1);
        }
        first = next;
        return value;
    }

    @Override
    public boolean put(Object value) {
        if (count == 0 && hand(value)) {
            return true;
        }
        if (count == ring.length) {
            return false;
        }
        int place = first + count; // may overflow an int, but then wraps to below the length all the same
        ring[place < 0 || place >= ring.length ? place - ring.length : place] = value;
        COUNT.setOpaque(this, count + 1);
        return true;
    }

    @Override
    public int len() {
        return (int) COUNT.getOpaque(this);
    }

    @Override
    public int cap() {
        return ring.length;
    }
}

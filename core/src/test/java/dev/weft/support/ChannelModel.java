package dev.weft.support;

import java.util.ArrayList;
import java.util.List;

/**
 * A channel without any concurrency: a capacity, the elements in the buffer, and whether it is closed. Waiters are not
 * part of the model. On an unbuffered channel, a send and a receive happen as one; the code that uses the model has to
 * account for that.
 *
 * @param capacity how many elements the buffer takes
 * @param buffer the elements in it, the oldest first
 * @param closed whether it was closed
 */
public record ChannelModel(int capacity, List<Object> buffer, boolean closed) {
    /** An empty channel. */
    public static ChannelModel make(int capacity) {
        return new ChannelModel(capacity, List.of(), false);
    }

    /** Whether a send proceeds without a partner; if the channel is closed, it does, and fails. */
    public boolean canSend() {
        return closed || buffer.size() < capacity;
    }

    /** Whether a receive proceeds without a partner. */
    public boolean canReceive() {
        return closed || !buffer.isEmpty();
    }

    /** The element that a receive gets if it can proceed: null when the channel is closed and drained. */
    public Object head() {
        return buffer.isEmpty() ? null : buffer.get(0);
    }

    /** The channel with one more element. */
    public ChannelModel sent(Object value) {
        if (closed || !canSend()) {
            throw new IllegalStateException("no room in " + this);
        }
        List<Object> more = new ArrayList<>(buffer);
        more.add(value);
        return new ChannelModel(capacity, List.copyOf(more), false);
    }

    /** The channel without its head, or this channel if it is drained. */
    public ChannelModel received() {
        if (!canReceive()) {
            throw new IllegalStateException("nothing in " + this);
        }
        return buffer.isEmpty()
                ? this
                : new ChannelModel(capacity, List.copyOf(buffer.subList(1, buffer.size())), closed);
    }

    /** The channel closed. */
    public ChannelModel close() {
        if (closed) {
            throw new IllegalStateException("close of closed channel");
        }
        return new ChannelModel(capacity, buffer, true);
    }
}

package dev.weft.modelcheck;

import dev.weft.ChannelClosedException;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * A channel whose operations run one after the other. A time-out amounts to not waiting: no partner comes meanwhile.
 */
public abstract class ChannelModel {
    private final int capacity;
    private final Queue<Integer> elements = new ArrayDeque<>();
    private boolean closed;

    ChannelModel(int capacity) {
        this.capacity = capacity;
    }

    public boolean trySend(int value) {
        if (closed) {
            throw new ChannelClosedException("send on closed channel");
        }
        return elements.size() < capacity && elements.add(value);
    }

    public boolean sendInTime(int value) {
        return trySend(value);
    }

    public boolean selectSend(int value) {
        return trySend(value);
    }

    public Integer tryReceive() {
        return elements.poll();
    }

    public Integer receiveInTime() {
        return tryReceive();
    }

    public String selectReceive() {
        return elements.isEmpty() ? closed ? "closed" : "nothing" : "" + elements.remove();
    }

    public int len() {
        return elements.size();
    }

    public boolean drained() {
        return closed && elements.isEmpty();
    }

    public void close() {
        if (closed) {
            throw new ChannelClosedException("close of closed channel");
        }
        closed = true;
    }
}

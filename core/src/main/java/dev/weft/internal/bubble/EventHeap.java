package dev.weft.internal.bubble;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The events of a bubble, the earliest first: a binary heap in which each event knows its place, so that one that is called
 * off leaves in logarithmic time. Most events are called off, as time-outs usually do not happen. Guarded by the lock
 * of the bubble.
 */
final class EventHeap {
    private @Nullable Event[] heap = new @Nullable Event[16];
    private int size;

    /** Makes room for one more, so that {@link #add} cannot fail. */
    void reserve() {
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, 2 * size);
        }
    }

    void add(Event event) {
        reserve();
        siftUp(size++, event);
    }

    /** The earliest event; null if there is none. */
    @Nullable Event first() {
        return heap[0];
    }

    /** Takes an event out, if it is there. */
    void remove(Event event) {
        int hole = event.index;
        if (hole == Event.NOWHERE) {
            return;
        }
        event.index = Event.NOWHERE;
        Event last = at(--size);
        heap[size] = null;
        if (last != event) {
            siftDown(hole, last);
            if (at(hole) == last) {
                siftUp(hole, last);
            }
        }
    }

    void clear() {
        for (int i = 0; i < size; i++) {
            at(i).index = Event.NOWHERE;
        }
        heap = new @Nullable Event[1];
        size = 0;
    }

    private void siftUp(int start, Event event) {
        int hole = start;
        while (hole > 0) {
            Event parent = at(hole - 1 >>> 1);
            if (!event.isBefore(parent)) {
                break;
            }
            put(hole, parent);
            hole = hole - 1 >>> 1;
        }
        put(hole, event);
    }

    private void siftDown(int start, Event event) {
        int hole = start;
        while (2 * hole + 1 < size) {
            int child = 2 * hole + 1;
            if (child + 1 < size && at(child + 1).isBefore(at(child))) {
                child++;
            }
            if (!at(child).isBefore(event)) {
                break;
            }
            put(hole, at(child));
            hole = child;
        }
        put(hole, event);
    }

    private void put(int index, Event event) {
        heap[index] = event;
        event.index = index;
    }

    @SuppressWarnings("NullAway") // below size, all are there
    private Event at(int index) {
        return heap[index];
    }
}

package dev.weft.internal.bubble;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The waits of the goroutines that are blocked, in no order. An array, because each step of the clock looks at all of them.
 * Guarded by the lock of the bubble.
 */
final class BlockedList {
    private @Nullable BlockedWait[] waits = new @Nullable BlockedWait[16];
    private int size;

    /** Makes room for one more, so that {@link #add} cannot fail. */
    void reserve() {
        if (size == waits.length) {
            waits = Arrays.copyOf(waits, 2 * size);
        }
    }

    void add(BlockedWait wait) {
        reserve();
        wait.index = size;
        waits[size++] = wait;
    }

    void remove(BlockedWait wait) {
        BlockedWait last = at(--size);
        waits[size] = null;
        if (last != wait) {
            waits[wait.index] = last;
            last.index = wait.index;
        }
    }

    int size() {
        return size;
    }

    @SuppressWarnings("NullAway") // below size, all are there
    BlockedWait at(int index) {
        return waits[index];
    }

    /** Whether one of the blocked threads is about to free itself. */
    boolean anyWaking() {
        for (int i = 0; i < size; i++) {
            if (at(i).isWaking()) {
                return true;
            }
        }
        return false;
    }

    void clear() {
        waits = new @Nullable BlockedWait[1];
        size = 0;
    }
}

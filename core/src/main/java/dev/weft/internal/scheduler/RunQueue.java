package dev.weft.internal.scheduler;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Goroutines that can run, first in, first out: the queue of one processor, or the global one. Any thread may put in and
 * take out. It grows as needed.
 *
 * <p>A ring of a power of two places, {@code size} of which are taken, beginning at {@code head}; guarded by its lock. A
 * queue that is full is left, a larger ring is made, and put in place if it is still needed. So an {@link
 * OutOfMemoryError} leaves the queue as it was.
 *
 * <p>{@code size} is written under the lock, and read without it as a hint, in opaque mode. How a carrier that goes to
 * sleep finds out reliably whether a queue is empty is said in {@link GoScheduler}.
 *
 * <p>(Go's processors have a lock-free ring of 256 places, with a global queue for the rest, because only the owner puts
 * in there. Here a carrier may find, after it has put something in, that the processor has been taken from it.)
 */
class RunQueue extends Guarded {
    static final int INITIAL_CAPACITY = 256;

    private static final VarHandle SIZE;

    static {
        try {
            SIZE = MethodHandles.lookup().findVarHandle(RunQueue.class, "size", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private int head;
    private int size;
    private @Nullable Runnable[] ring = new @Nullable Runnable[INITIAL_CAPACITY];

    RunQueue() {}

    /** How many are in it; a hint. */
    final int size() {
        return (int) SIZE.getOpaque(this);
    }

    /**
     * Puts one in, at the tail.
     *
     * @throws OutOfMemoryError if there is no memory to grow; then it is not in
     */
    final void push(Runnable r) {
        for (int full; (full = tryPush(r)) > 0;) {
            grow(full);
        }
    }

    /** Puts one in and returns 0, or returns how many there is room for, if it is full. */
    private int tryPush(Runnable r) {
        lock();
        int full = 0;
        try {
            int n = size;
            if (n == ring.length) {
                full = n;
            } else {
                ring[(head + n) & (ring.length - 1)] = r;
                size = n + 1;
            }
            unlock();
        } catch (StackOverflowError e) {
            locked = 0; // it is in, and whoever is told otherwise might put it elsewhere too
        }
        return full;
    }

    /** Takes one out, from the head; null if it is empty. */
    final @Nullable Runnable pop() {
        if (size() == 0) {
            return null;
        }
        lock();
        Runnable r = null;
        try {
            r = take();
            unlock();
        } catch (StackOverflowError e) {
            locked = 0;
            if (r == null) {
                throw e;
            }
        }
        return r;
    }

    /**
     * Takes out half of them, rounded up, but no more than fit.
     *
     * @param loot where to put them, from index 0 on
     * @return how many; 0 also if another thread is at it
     */
    final int steal(@Nullable Runnable[] loot) {
        if (size() == 0 || !tryLock()) {
            return 0;
        }
        int n = Math.min((size + 1) / 2, loot.length);
        for (int i = 0; i < n; i++) {
            loot[i] = take();
        }
        unlock();
        return n;
    }

    private @Nullable Runnable take() {
        if (size == 0) {
            return null;
        }
        Runnable r = ring[head];
        ring[head] = null;
        head = (head + 1) & (ring.length - 1);
        size--;
        return r;
    }

    private void grow(int full) {
        @Nullable Runnable[] larger = new @Nullable Runnable[2 * full];
        lock();
        try {
            if (ring.length == full) {
                int untilEnd = full - head;
                System.arraycopy(ring, head, larger, 0, untilEnd);
                System.arraycopy(ring, 0, larger, untilEnd, head);
                Arrays.fill(ring, null); // for the collector
                ring = larger;
                head = 0;
            }
            unlock();
        } catch (StackOverflowError e) {
            locked = 0;
            throw e;
        }
    }
}

package dev.weft.internal.bubble;

import java.util.concurrent.locks.ReentrantLock;

/**
 * The lock of a {@link Bubble}.
 *
 * <p>Before JDK 24, a virtual thread that has too little memory, or stack, to park stays in the queue of a lock of the JDK,
 * and whoever comes after it waits forever. So on those releases, virtual threads never join the queue: they spin, which
 * is short, as whoever has the lock does not park. (If the processor is taken from it, they spin until it runs again.)
 */
final class BubbleLock extends ReentrantLock {
    private static final long serialVersionUID = 1;

    private static final boolean PARKING_MAY_FAIL = Runtime.version().feature() < 24;

    @Override
    public void lock() {
        if (PARKING_MAY_FAIL && Thread.currentThread().isVirtual()) {
            while (!tryLock()) {
                Thread.onSpinWait();
            }
        } else {
            super.lock();
        }
    }

    /**
     * Takes the lock where that must not fail, as an operation would be left in the middle, or the clock would stand still for
     * good. To wait for it, a thread may park; and a virtual thread may have too little stack for that, although it has
     * enough for all the rest. Then it spins, too.
     * To be called only by a thread that does not have it.
     */
    void lockSurely() {
        for (;;) {
            try {
                lock();
                return;
            } catch (StackOverflowError | OutOfMemoryError e) {
                if (isHeldByCurrentThread()) {
                    return; // the JDK keeps some stack in reserve to take it, and throws afterwards
                }
                Thread.onSpinWait();
            }
        }
    }
}

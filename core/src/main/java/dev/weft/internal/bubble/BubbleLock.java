package dev.weft.internal.bubble;

import java.util.concurrent.locks.ReentrantLock;

/** The lock of a {@link Bubble}. */
final class BubbleLock extends ReentrantLock {
    private static final long serialVersionUID = 1;

    /**
     * Takes the lock where that must not fail, or the clock would stand still for good. To wait for it, the thread parks; and
     * a virtual thread may have too little stack, or memory, for that, although it has enough for all the rest. Then it
     * spins, which is short: whoever has the lock does not park. To be called only by a thread
     * that does not have it.
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

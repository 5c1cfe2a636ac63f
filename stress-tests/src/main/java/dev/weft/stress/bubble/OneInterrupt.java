package dev.weft.stress.bubble;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * An interrupt of one side by the other, exactly once. If the side to interrupt is not yet there, it interrupts itself when
 * it comes.
 */
final class OneInterrupt {
    private final AtomicBoolean given = new AtomicBoolean();
    private volatile Thread target;
    private volatile boolean due;

    /** The current thread is the one to interrupt. */
    void expect() {
        Thread me = Thread.currentThread();
        target = me;
        if (due) {
            give(me);
        }
    }

    /** Called by the side that interrupts. */
    void give() {
        due = true;
        Thread thread = target;
        if (thread != null) {
            give(thread);
        }
    }

    private void give(Thread thread) {
        if (given.compareAndSet(false, true)) {
            thread.interrupt();
        }
    }
}

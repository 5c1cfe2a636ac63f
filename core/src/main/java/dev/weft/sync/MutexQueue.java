package dev.weft.sync;

import dev.weft.internal.time.Clock;
import dev.weft.internal.wait.WaitQueue;
import dev.weft.internal.wait.WaitReason;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The queue of a {@link Mutex}, which knows what its waiters wait for: the mutex, or the lock that it is part of. */
final class MutexQueue extends WaitQueue {
    private final boolean ofRWMutex;

    /**
     * Creates an empty queue.
     *
     * @param ofRWMutex whether the mutex is that of the writers of an {@link RWMutex}
     * @param bubble the clock of the bubble that the mutex belongs to; null if to none
     */
    MutexQueue(boolean ofRWMutex, @Nullable Clock bubble) {
        super(bubble);
        this.ofRWMutex = ofRWMutex;
    }

    /** What the waiters wait for. */
    WaitReason reason() {
        return ofRWMutex ? WaitReason.RWMUTEX_LOCK : WaitReason.MUTEX_LOCK;
    }

    /** What a thread gets that is not in the bubble of the mutex. */
    IllegalStateException foreign(String operation) {
        return Objects.requireNonNull(clock)
                .foreign(operation + " synctest " + (ofRWMutex ? "RWMutex" : "mutex") + " from outside bubble");
    }
}

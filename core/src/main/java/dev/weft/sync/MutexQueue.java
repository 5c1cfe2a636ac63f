package dev.weft.sync;

import dev.weft.internal.wait.WaitQueue;
import dev.weft.internal.wait.WaitReason;

/** The queue of a {@link Mutex}, which knows what its waiters wait for: the mutex, or the lock that it is part of. */
final class MutexQueue extends WaitQueue {
    final WaitReason reason;

    MutexQueue(WaitReason reason) {
        this.reason = reason;
    }
}

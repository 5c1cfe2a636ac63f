package dev.weft.internal;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The only place in the library that parks and unparks threads.
 *
 * <p>Everything that waits comes through here, with the reason that a thread dump shows, so a model checker
 * can put its own parking in the place of this class. {@link #park} and {@link #parkNanos} may return for no
 * reason: callers check their condition in a loop.
 */
final class Parker {
    private Parker() {}

    static void park(WaitReason reason) {
        LockSupport.park(reason);
    }

    static void parkNanos(WaitReason reason, long nanos) {
        LockSupport.parkNanos(reason, nanos);
    }

    static void unpark(@Nullable Thread thread) {
        LockSupport.unpark(thread);
    }
}

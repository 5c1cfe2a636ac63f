package dev.weft.internal.wait;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The only place that parks and unparks threads, other than those that the library has for itself: the carriers and the
 * monitor of Weft's own scheduler, the watch, and the judge of a bubble park on their own. (A few locks are the
 * JDK's, such as that of a bubble; a thread that waits for one is parked by the JDK.)
 *
 * <p>Every operation that waits comes through here, so a model checker can replace this class with parking of its own.
 * The blocker says what the thread waits for: a {@link Wait}, or {@link WaitReason#RUNNABLE} for a moment's pause.
 * {@link #park} and {@link #parkNanos} may return spuriously: callers check their condition in a loop.
 */
final class Parker {
    private Parker() {}

    static void park(Wait wait) {
        LockSupport.park(wait);
    }

    static void parkNanos(Object blocker, long nanos) {
        LockSupport.parkNanos(blocker, nanos);
    }

    /**
     * Never throws: the caller may have other threads to signal, and what it signals has already happened. Java 21 may
     * fail to queue a virtual thread for lack of memory, and nothing can be done about that; later versions retry until
     * it works.
     */
    static void unpark(@Nullable Thread thread) {
        try {
            LockSupport.unpark(thread);
        } catch (Throwable t) {
            // see above
        }
    }
}

package dev.weft.internal;

import java.util.HashMap;
import java.util.Map;

/**
 * Stands in the place of core's class of the same name: these tests' classes come first on the class path.
 *
 * <p>Lincheck takes it that {@code LockSupport.park} may return for no reason. So whoever parks looks again sooner or
 * later, and a wake-up that is lost is never missed: a channel that wakes nobody would pass every test. Here a thread
 * parks by {@link Object#wait()}, with a permit of its own, and wakes up only if it was unparked or interrupted; so
 * Lincheck finds that all threads wait for ever, and shows how that came about.
 */
final class Parker {
    private static final Map<Thread, Permit> PERMITS = new HashMap<>();

    private Parker() {}

    static void park(WaitReason reason) {
        permitOf(Thread.currentThread()).await();
    }

    /** Is always over at once: whoever waits for some time must look again. */
    static void parkNanos(WaitReason reason, long nanos) {
        Thread.yield();
    }

    static void unpark(Thread thread) {
        if (thread != null) {
            permitOf(thread).give();
        }
    }

    private static Permit permitOf(Thread thread) {
        synchronized (PERMITS) {
            return PERMITS.computeIfAbsent(thread, t -> new Permit());
        }
    }

    private static final class Permit {
        private boolean given;

        synchronized void await() {
            while (!given && !Thread.currentThread().isInterrupted()) {
                try {
                    wait();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            given = false;
        }

        synchronized void give() {
            given = true;
            notify();
        }
    }
}

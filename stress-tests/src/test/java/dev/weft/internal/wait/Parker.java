package dev.weft.internal.wait;

import dev.weft.internal.time.RealClock;
import java.util.HashMap;
import java.util.Map;

/**
 * Replaces core's class of the same name: these tests' classes come first on the class path.
 *
 * <p>Lincheck assumes that {@code LockSupport.park} may return for no reason. So a parked thread looks again sooner or
 * later, and a lost wake-up is never missed: a channel that wakes nobody would pass every test. Here a thread parks by
 * {@link Object#wait()}, with a permit of its own, and wakes up only if it was unparked or interrupted. So Lincheck
 * finds that all threads wait forever, and shows how that came about.
 *
 * <p>A park with a time limit is over at once, and moves the {@link RealClock} forward. Since Lincheck may let
 * other threads go on before that, anything may have happened before the time of a wait is over.
 */
public final class Parker {
    private static final Map<Thread, Permit> PERMITS = new HashMap<>();

    private Parker() {}

    static void park(Wait wait) {
        permitOf(Thread.currentThread()).await();
    }

    static void parkNanos(Object blocker, long nanos) {
        if (blocker == WaitReason.RUNNABLE) { // on one of the short locks: takes practically no time
            Thread.yield();
        } else if (!permitOf(Thread.currentThread()).takeIfGiven()) {
            RealClock.pass(nanos);
        }
    }

    static void unpark(Thread thread) {
        if (thread != null) {
            permitOf(thread).give();
        }
    }

    /**
     * Interrupts a thread that may be parked here. ({@link Thread#interrupt} alone would end the {@code wait}, too, but
     * Lincheck prints that as an error.)
     *
     * @param thread the thread
     */
    public static void interrupt(Thread thread) {
        permitOf(thread).interrupt(thread);
    }

    private static Permit permitOf(Thread thread) {
        synchronized (PERMITS) {
            return PERMITS.computeIfAbsent(thread, t -> new Permit());
        }
    }

    /** The permit that lets a thread go on. A waiting thread sets its own interrupt flag. */
    private static final class Permit {
        private boolean given;
        private boolean waiting;
        private boolean interrupted;

        synchronized void await() {
            waiting = true;
            while (!given && !interrupted && !Thread.currentThread().isInterrupted()) {
                try {
                    wait();
                } catch (InterruptedException e) {
                    throw new AssertionError("to be interrupted by Parker.interrupt only", e);
                }
            }
            waiting = false;
            given = false;
            if (interrupted) {
                interrupted = false;
                Thread.currentThread().interrupt();
            }
        }

        synchronized boolean takeIfGiven() {
            boolean taken = given;
            given = false;
            return taken;
        }

        synchronized void give() {
            given = true;
            notify();
        }

        synchronized void interrupt(Thread thread) {
            if (waiting) {
                interrupted = true;
                notify();
            } else {
                thread.interrupt();
            }
        }
    }
}

package dev.weft.internal.wait;

import dev.weft.internal.scheduler.DefaultScheduler;
import dev.weft.internal.scheduler.GoScheduler;
import java.util.Map;

/**
 * Which scheduler goroutines run on: the JDK's, or with {@code -Dweft.scheduler=go} Weft's own. No class of the latter is
 * loaded unless it is asked for.
 */
public final class SchedulerChoice {
    private static final String PROPERTY = "weft.scheduler";
    private static final String ASKED = System.getProperty(PROPERTY, "jdk");

    /** Whether Weft's own is asked for. */
    private static final boolean GO = ASKED.equals("go");

    private static final boolean JDK = ASKED.equals("jdk");

    private SchedulerChoice() {}

    /**
     * Returns a builder of goroutines, which inherit no inheritable thread-locals.
     *
     * @return a builder
     * @throws IllegalStateException if the scheduler that is asked for is not available
     */
    public static Thread.Builder.OfVirtual newBuilder() {
        check();
        Thread.Builder.OfVirtual builder = GO ? DefaultScheduler.get().newBuilder() : Thread.ofVirtual();
        return builder.inheritInheritableThreadLocals(false);
    }

    /**
     * Fails if the scheduler that is asked for is not available.
     *
     * @throws IllegalStateException with what to do about it
     */
    public static void check() {
        if (GO) {
            DefaultScheduler.get();
        } else if (!JDK) {
            throw new IllegalStateException("-D" + PROPERTY + "=" + ASKED + ": must be go or jdk");
        }
    }

    /**
     * Describes the scheduler and, if it is Weft's own, what it is doing.
     *
     * @return a line
     */
    public static String describe() {
        return GO ? DefaultScheduler.get().toString() : "the JDK's scheduler";
    }

    /**
     * What Weft's own scheduler has, and has done.
     *
     * @return processors, carriers and counters, by name; empty if goroutines run on the JDK's, or on none
     */
    public static Map<String, Long> counts() {
        try {
            return GO ? DefaultScheduler.get().counts() : Map.of();
        } catch (IllegalStateException e) {
            return Map.of();
        }
    }

    /**
     * Whether the current thread is a goroutine on Weft's own scheduler.
     *
     * @return true if it is
     */
    public static boolean handsOver() {
        return GO && GoScheduler.runsCurrentThread();
    }
}

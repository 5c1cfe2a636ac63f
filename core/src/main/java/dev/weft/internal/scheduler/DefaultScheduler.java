package dev.weft.internal.scheduler;

import org.jspecify.annotations.Nullable;

/** The scheduler of this program, made when it is first needed. */
public final class DefaultScheduler {
    private static final String OPTIONS = "weft.scheduler.";
    private static final String PROCESSORS = OPTIONS + "processors";
    private static final int MOST_PROCESSORS = 1024;

    private static final @Nullable GoScheduler SCHEDULER;

    /** Why there is none. */
    private static final @Nullable String PROBLEM;

    static {
        String problem = Loom.problem();
        int processors = 0;
        if (problem == null) {
            problem = unknownOption();
        }
        if (problem == null) {
            processors = processors(System.getProperty(PROCESSORS));
            if (processors == 0) {
                problem = "-D" + PROCESSORS + "=" + System.getProperty(PROCESSORS) + ": must be a number from 1 to "
                        + MOST_PROCESSORS;
            }
        }
        SCHEDULER = problem == null ? new GoScheduler(processors) : null;
        PROBLEM = problem;
    }

    private DefaultScheduler() {}

    /**
     * Returns the scheduler.
     *
     * @return the scheduler
     * @throws IllegalStateException if there is none, with what to do about it
     */
    public static GoScheduler get() {
        GoScheduler scheduler = SCHEDULER;
        if (scheduler == null) {
            throw new IllegalStateException(PROBLEM);
        }
        return scheduler;
    }

    /** What is wrong with an option that looks like one of ours, but is none; null if there is no such option. */
    private static @Nullable String unknownOption() {
        for (String option : System.getProperties().stringPropertyNames()) {
            if (option.startsWith(OPTIONS) && !option.equals(PROCESSORS)) {
                return "-D" + option + ": no such option; there is " + PROCESSORS;
            }
        }
        return null;
    }

    /** The number of processors that was asked for, or that the machine has; 0 if it is none. */
    private static int processors(@Nullable String asked) {
        if (asked == null) {
            return Math.min(Runtime.getRuntime().availableProcessors(), MOST_PROCESSORS);
        }
        try {
            int n = Integer.parseInt(asked.trim());
            return n < 1 || n > MOST_PROCESSORS ? 0 : n;
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}

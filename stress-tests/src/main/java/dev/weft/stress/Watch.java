package dev.weft.stress;

import java.util.concurrent.locks.LockSupport;

/**
 * Ends the JVM when the actors make no more progress, because one of them waits for a wake-up that was lost. jcstress
 * then counts the test as failed, with what is printed here, and goes on with the next one.
 */
final class Watch {
    private static final long PAUSE = 1_000;

    /** The counters are a cache line apart, so that two actors don't share one. */
    private static final int APART = 16;

    private static final int COUNTERS = 32;

    /** Plain, so that it orders nothing. The watch need not see every step, only that there are some. */
    private static final int[] STEPS = new int[COUNTERS * APART];

    private Watch() {}

    /** Records that a side has ended. */
    static void progress() {
        int mine = (int) Thread.currentThread().threadId() % COUNTERS;
        STEPS[mine * APART]++;
    }

    static void start() {
        Thread watch = new Thread(Watch::run, "watch");
        watch.setDaemon(true);
        watch.start();
    }

    private static void run() {
        int last = 0;
        long still = 0;
        while (true) {
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException e) {
                return;
            }
            int sum = 0;
            for (int i = 0; i < COUNTERS; i++) {
                sum += STEPS[i * APART];
            }
            still = sum == last && isAnybodyParked() ? still + PAUSE : 0;
            last = sum;
            if (still >= Side.LONG.toMillis()) {
                end();
            }
        }
    }

    /**
     * Between its iterations, jcstress makes no progress either; but then hardly any of its threads waits in the
     * library.
     */
    private static boolean isAnybodyParked() {
        return Thread.getAllStackTraces().keySet().stream().anyMatch(Watch::isParkedByWeft);
    }

    private static boolean isParkedByWeft(Thread thread) {
        Object blocker = LockSupport.getBlocker(thread);
        return blocker != null && blocker.getClass().getName().startsWith("dev.weft.");
    }

    private static void end() {
        System.err.println("An actor waits for ever:");
        Thread.getAllStackTraces().forEach((thread, stack) -> {
            if (isParkedByWeft(thread)) {
                System.err.println(thread.getName() + ": " + LockSupport.getBlocker(thread));
                for (StackTraceElement frame : stack) {
                    System.err.println("    at " + frame);
                }
            }
        });
        Runtime.getRuntime().halt(3);
    }
}

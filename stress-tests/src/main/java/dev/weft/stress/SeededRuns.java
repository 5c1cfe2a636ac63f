package dev.weft.stress;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;

/** Runs random programs, several at a time, until the time is over or one has failed; the same ones for the same seed. */
public final class SeededRuns {
    /** Runs one program. */
    @FunctionalInterface
    public interface One {
        /**
         * Runs it to its end.
         *
         * @param seed which program
         * @param runner which of the threads that run programs calls this, from 0 on
         */
        void run(long seed, int runner);
    }

    private SeededRuns() {}

    /**
     * Runs programs, and waits for their ends.
     *
     * @param atATime how many at a time
     * @param duration when the last ones begin
     * @param seed decides the seeds of the programs
     * @param failed whether one has failed, so that no other is to begin
     * @param one runs one program
     */
    public static void run(int atATime, Duration duration, long seed, BooleanSupplier failed, One one)
            throws InterruptedException {
        long end = System.nanoTime() + duration.toNanos();
        Random seeds = new Random(seed);
        List<Thread> runners = new ArrayList<>();
        for (int i = 0; i < atATime; i++) {
            int runner = i;
            runners.add(Thread.ofPlatform().start(() -> {
                while (!failed.getAsBoolean() && System.nanoTime() - end < 0) {
                    long next;
                    synchronized (seeds) {
                        next = seeds.nextLong();
                    }
                    one.run(next, runner);
                }
            }));
        }
        for (Thread runner : runners) {
            runner.join();
        }
    }
}

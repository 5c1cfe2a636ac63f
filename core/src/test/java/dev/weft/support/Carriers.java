package dev.weft.support;

import dev.weft.Go;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that carry virtual threads.
 *
 * <p>The JDK starts a carrier when there is work for one. If there is no memory for it, JDK 25 lets the thread that
 * tried to start it die, and the virtual thread that was about to run is lost. No library can mend that. So a test that
 * uses up the memory starts all carriers beforehand.
 */
public final class Carriers {
    private Carriers() {}

    /** Starts all carriers, by keeping each one busy until the last one has started. */
    public static void startAll() throws InterruptedException {
        String number = "go".equals(System.getProperty("weft.scheduler"))
                ? "weft.scheduler.processors"
                : "jdk.virtualThreadScheduler.parallelism";
        int all = Integer.getInteger(number, Runtime.getRuntime().availableProcessors());
        AtomicInteger started = new AtomicInteger();
        Thread[] busy = new Thread[all];
        for (int i = 0; i < all; i++) {
            busy[i] = Go.threadFactory().newThread(() -> {
                started.incrementAndGet();
                while (started.get() < all) {
                    Thread.onSpinWait();
                }
            });
            busy[i].start();
        }
        for (Thread t : busy) {
            t.join();
        }
    }
}

package dev.weft.testing;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that carry virtual threads.
 *
 * <p>The JDK starts one when there is work for it. Where there is no memory for that, JDK 25 lets the thread that tried die,
 * together with the virtual thread that it was about to run, which is lost: nothing that a library could mend. So a test
 * that uses up the memory has them all started before.
 */
public final class Carriers {
    private Carriers() {}

    /** Starts all, by keeping each of them busy until the last one is there. */
    public static void startAll() throws InterruptedException {
        int all = Integer.getInteger("jdk.virtualThreadScheduler.parallelism",
                Runtime.getRuntime().availableProcessors());
        AtomicInteger started = new AtomicInteger();
        Thread[] busy = new Thread[all];
        for (int i = 0; i < all; i++) {
            busy[i] = Thread.ofVirtual().start(() -> {
                started.incrementAndGet();
                while (started.get() < all) {
                    Thread.onSpinWait();
                }
            });
        }
        for (Thread t : busy) {
            t.join();
        }
    }
}

package dev.weft.support;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

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

    /**
     * Skips a test in which goroutines are woken while there is no memory at all, if the JDK may lose them. Its own
     * scheduler needs memory to take a goroutine that is to go on; JDK 25 tries again until there is some, JDK 21 gives up,
     * though the goroutine already counts as woken.
     */
    public static void assumeTheyLoseNone() {
        assumeTrue(isGo() || Runtime.version().feature() >= 25,
                "JDK 21 may lose a goroutine that is woken without memory");
    }

    /** Starts all carriers, by keeping each one busy until the last one has started. */
    public static void startAll() throws InterruptedException {
        String number = isGo() ? "weft.scheduler.processors" : "jdk.virtualThreadScheduler.parallelism";
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

    private static boolean isGo() {
        return "go".equals(System.getProperty("weft.scheduler"));
    }
}

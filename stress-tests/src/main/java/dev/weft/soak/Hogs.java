package dev.weft.soak;

import dev.weft.Go;
import dev.weft.internal.scheduler.DefaultScheduler;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Goroutines that compute and never wait, as many at a time as there are processors. On the JDK's scheduler they would
 * stop everything else; on Weft's own they hold up nobody. Each ends after some time, and has the next one go on, so that
 * processors are taken from their carriers again and again.
 */
final class Hogs {
    private static final boolean ON_OWN_SCHEDULER = System.getProperty("weft.scheduler", "").equals("go");
    private static final int PROCESSORS =
            Integer.getInteger("weft.scheduler.processors", Runtime.getRuntime().availableProcessors());

    /** Some last for much longer than a time slice, and most end within a few. */
    private static final long LONGEST_NANOS = 3_000_000_000L;

    private static final long USUAL_NANOS = 50_000_000;

    private static final long LIMIT_SECONDS = 120;

    private final AtomicLong count = new AtomicLong();
    private volatile boolean over;
    private volatile CountDownLatch ended = new CountDownLatch(0);

    /** Whether they can be started at all. */
    static boolean areBearable() {
        return ON_OWN_SCHEDULER;
    }

    /** Starts them. */
    void start() {
        over = false;
        CountDownLatch all = new CountDownLatch(PROCESSORS);
        ended = all;
        for (int i = 0; i < PROCESSORS; i++) {
            Go.go(() -> compute(all));
        }
    }

    /** Ends them, and waits until they have ended. */
    void stop() throws SoakFailure, InterruptedException {
        over = true;
        if (!ended.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            throw new SoakFailure("goroutines that compute have not ended: they do not run\n"
                    + Stacks.ofPlatformThreads());
        }
    }

    private void compute(CountDownLatch all) {
        count.incrementAndGet();
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long nanos = random.nextLong(random.nextInt(50) == 0 ? LONGEST_NANOS : USUAL_NANOS);
        for (long start = System.nanoTime(); !over && System.nanoTime() - start < nanos;) {
            Thread.onSpinWait();
        }
        if (over) {
            all.countDown();
        } else {
            Go.go(() -> compute(all));
        }
    }

    /** Waits until the scheduler has no more carriers than processors: spare ones end when they are not needed. */
    void awaitFewCarriers() throws SoakFailure, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (Leftovers.carriers() > PROCESSORS) {
            if (System.nanoTime() - deadline > 0) {
                throw new SoakFailure(Leftovers.carriers() + " carriers for " + PROCESSORS + " processors\n"
                        + Stacks.ofPlatformThreads());
            }
            Thread.sleep(10);
        }
    }

    @Override
    public String toString() {
        return count + " goroutines that never waited; " + Leftovers.carriers() + " carriers at the end; "
                + DefaultScheduler.get();
    }
}

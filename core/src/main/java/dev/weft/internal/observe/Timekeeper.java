package dev.weft.internal.observe;

import dev.weft.internal.goroutine.Members;
import dev.weft.internal.goroutine.Tracking;
import java.util.concurrent.TimeUnit;

/**
 * Notes every few seconds in which wait each goroutine is, so that a dump can say for how long it has been there: also the
 * first dump, of a service that has been hanging for hours. Go's collector does the same. No goroutine takes the time when
 * it begins to wait.
 *
 * <p>Used by the thread of {@link Watch} only, with the lock of {@link Proof} held.
 */
final class Timekeeper {
    private static final long PAUSE = TimeUnit.SECONDS.toNanos(5);

    /** This takes at most one part in this many of the time. */
    private static final int PARTS = 100;

    private long next = System.nanoTime() + PAUSE;

    /** Looks, if it is time. */
    void look() {
        long now = System.nanoTime();
        if (now - next >= 0) {
            Members.ofAllPrograms().forEach(Look::glance);
            Tracking.outside().forEach(Look::glance);
            long end = System.nanoTime();
            next = Math.max(now + PAUSE, end + PARTS * (end - now));
        }
    }
}

package dev.weft.internal.goroutine;

/**
 * Somebody who tracks goroutines.
 *
 * @param thread the number of the thread that has begun it; 0 if the property has
 * @param since the number of a thread that was made then. Numbers only grow, so all goroutines that are started later have
 *     higher ones, and those that were there have not
 * @param first whether nobody tracked them before
 */
public record Tracker(long thread, long since, boolean first) {
    /** In the name of the property. */
    static Tracker fromTheBeginning() {
        return new Tracker(0, 0, true);
    }

    /** In the name of the current thread. */
    static Tracker fromNow(boolean first) {
        return new Tracker(Thread.currentThread().threadId(), Thread.ofVirtual().unstarted(() -> {}).threadId(), first);
    }
}

package dev.weft.internal.scheduler;

import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** What the scheduler has done, to see it work. All of it is rare. Counting takes no memory, so it cannot fail. */
final class Counters {
    /** How often an idle carrier was woken. */
    final AtomicLong wakes = new AtomicLong();

    /** How often a carrier went to sleep. */
    final AtomicLong sleeps = new AtomicLong();

    /** How often one took goroutines from another processor. */
    final AtomicLong steals = new AtomicLong();

    /** How often a processor was taken from a carrier that was busy with one goroutine for a long time. */
    final AtomicLong retakes = new AtomicLong();

    Counters() {}

    void addTo(Map<String, Long> counts) {
        counts.put("wakes", wakes.get());
        counts.put("sleeps", sleeps.get());
        counts.put("steals", steals.get());
        counts.put("retakes", retakes.get());
    }
}

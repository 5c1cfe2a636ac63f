package dev.weft.examples.profile;

import java.time.Duration;

/**
 * All waits at one place in a program, for one reason.
 *
 * @param reason what the goroutines waited for
 * @param place where
 * @param waits how often
 * @param total for how long altogether
 * @param longest how long the longest wait was
 */
record Place(String reason, String place, long waits, Duration total, Duration longest) {
    /** One wait. */
    static Place of(String reason, String place, Duration wait) {
        return new Place(reason, place, 1, wait, wait);
    }

    /** These waits and others at the same place. */
    Place plus(Place other) {
        return new Place(reason, place, waits + other.waits, total.plus(other.total),
                longest.compareTo(other.longest) > 0 ? longest : other.longest);
    }
}

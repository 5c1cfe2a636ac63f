package dev.weft.examples.jobs;

import java.time.Duration;

/** How long to wait before the next attempt: twice as long each time, up to a limit. */
record Backoff(Duration first, Duration most) {
    Duration after(int failures) {
        Duration pause = first;
        for (int i = 1; i < failures && pause.compareTo(most) < 0; i++) {
            pause = pause.multipliedBy(2);
        }
        return pause.compareTo(most) < 0 ? pause : most;
    }
}

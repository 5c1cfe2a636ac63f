package dev.weft.stress;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where the two sides of a test meet, so that their steps overlap: jcstress has each side take its steps in many states
 * without waiting for the other one, which may be far behind. Nobody waits for long, and nothing is promised.
 */
public final class Meeting {
    private static final int MOST_LOOKS = 100;

    private final AtomicInteger here = new AtomicInteger();

    /** Waits for the other side, for a few microseconds at most. */
    public void await() {
        here.incrementAndGet();
        for (int i = 0; i < MOST_LOOKS && here.get() < 2; i++) {
            Thread.onSpinWait();
        }
    }
}

package dev.weft.stress.bubble;

import dev.weft.internal.bubble.Bubble;
import dev.weft.stress.Steps;
import java.util.function.Supplier;

/**
 * A bubble whose goroutines are sides of a test. They run on the threads of the actors, which costs far less than to start
 * goroutines of a {@code SyncTest}; to the bubble, it is the same.
 *
 * <p>All count as running from the beginning, by a place that is kept for each: so nothing is decided before all are there.
 */
final class OpenBubble {
    /** Never started. They may be shared, as they are only counted. */
    private static final Thread[] PLACES = {new Thread("first"), new Thread("second")};

    private final Bubble bubble = new Bubble(() -> {});

    /**
     * Makes a bubble.
     *
     * @param goroutines how many of its goroutines are sides, one or two
     */
    OpenBubble(int goroutines) {
        for (int i = 0; i < goroutines; i++) {
            bubble.enter(PLACES[i]);
        }
    }

    /** Makes something that belongs to the bubble. */
    <T> T make(Supplier<T> maker) {
        Thread me = Thread.currentThread();
        bubble.enter(me);
        try {
            return maker.get();
        } finally {
            bubble.leave(me);
        }
    }

    /** Runs the steps as the first goroutine, which ends with them. */
    int first(Steps steps) throws Exception {
        return run(PLACES[0], steps);
    }

    /** Runs the steps as the second goroutine, which ends with them. */
    int second(Steps steps) throws Exception {
        return run(PLACES[1], steps);
    }

    private int run(Thread place, Steps steps) throws Exception {
        Thread me = Thread.currentThread();
        bubble.enter(me);
        bubble.leave(place);
        try {
            return steps.run();
        } finally {
            bubble.leave(me);
        }
    }

    /** The time, in nanoseconds. */
    int time() {
        return (int) bubble.nanoTime();
    }

    Bubble bubble() {
        return bubble;
    }

    /** To be called by the arbiter, when all goroutines have ended. */
    void close() {
        bubble.close();
    }
}

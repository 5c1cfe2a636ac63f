package dev.weft.internal.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.support.Goroutines;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Goroutines of a scheduler, and what went wrong in them. */
final class Crew {
    private final Goroutines g;
    private final ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();

    /** What a goroutine does. */
    interface Body {
        void run() throws Exception;
    }

    Crew(Goroutines g) {
        this.g = g;
    }

    Thread start(GoScheduler s, Body body) {
        Thread t = unstarted(s, body);
        t.start();
        return t;
    }

    Thread unstarted(GoScheduler s, Body body) {
        return s.newBuilder().unstarted(() -> {
            try {
                body.run();
            } catch (Throwable e) {
                failures.add(e);
            }
        });
    }

    /** Waits until all have ended, and fails if anything went wrong in one of them. */
    void join(List<Thread> threads) {
        threads.forEach(g::join);
        check();
    }

    void check() {
        assertThat(failures).isEmpty();
    }
}

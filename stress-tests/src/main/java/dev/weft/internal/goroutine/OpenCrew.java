package dev.weft.internal.goroutine;

import java.util.concurrent.atomic.AtomicReference;

/** A crew, for tests in other packages. */
public final class OpenCrew {
    private final Crew crew = new Crew();

    /** A goroutine that notes on which thread it runs. */
    private static final class Noting extends GoroutineRecord {
        private final AtomicReference<Thread> runs = new AtomicReference<>();

        Noting() {
            super(() -> {});
        }

        @Override
        public Program program() {
            return null;
        }

        @Override
        Thread newThread(Runnable body) {
            Thread thread = Thread.ofVirtual().unstarted(body);
            setThread(thread);
            return thread;
        }

        @Override
        public void run() {
            runs.set(Thread.currentThread());
        }
    }

    /** Starts a goroutine, and waits for its end; returns whether it ran on the thread that the caller got. */
    public boolean starts() {
        Noting goroutine = new Noting();
        Thread thread = crew.start(goroutine);
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return thread == goroutine.runs.get();
    }
}

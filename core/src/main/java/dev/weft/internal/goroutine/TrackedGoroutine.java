package dev.weft.internal.goroutine;

import dev.weft.Task;
import dev.weft.internal.trace.Recorder;
import org.jspecify.annotations.Nullable;

/** A goroutine that belongs to no program, and that was started while goroutines are tracked. */
final class TrackedGoroutine extends GoroutineRecord {
    private final @Nullable String name;
    private final @Nullable ClassLoader loader;

    TrackedGoroutine(@Nullable String name, Task<?> task, @Nullable ClassLoader loader) {
        super(task);
        this.name = name;
        this.loader = loader;
    }

    @Override
    public @Nullable Program program() {
        return null;
    }

    @Override
    Thread newThread(Runnable body) {
        Thread thread = Goroutine.unstarted(name, body, loader);
        setThread(thread);
        Tracking.add(this);
        return thread;
    }

    /** Starts it. */
    Thread start() {
        boolean started = false;
        try {
            Thread thread = Launcher.startAlone(this);
            started = true;
            Recorder.started(thread);
            return thread;
        } finally {
            if (!started) {
                Tracking.forget(this);
            }
        }
    }

    @Override
    public void run() {
        try {
            Goroutine.perform(takeTask());
        } finally {
            end();
            Tracking.forget(this);
        }
    }
}

package dev.weft.leak;

import static dev.weft.Go.go;

import dev.weft.Go;
import dev.weft.Task;
import dev.weft.context.Context;
import dev.weft.time.Timers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Opens gates later, each in its way. Until then something that is alive refers to them. */
final class Openers {
    private static final ScheduledExecutorService SCHEDULER = Executors.newScheduledThreadPool(1, work -> {
        Thread thread = new Thread(work, "scheduler");
        thread.setDaemon(true);
        return thread;
    });

    private Openers() {}

    /** Has the gate opened; does nothing for those that are opened by goroutines, when these are told to, or never. */
    static void set(Opener opener, Gate gate, long delay) {
        Duration later = Duration.ofMillis(delay);
        switch (opener) {
            case THREAD -> Thread.ofPlatform().daemon().start(asRunnable(() -> {
                Thread.sleep(delay);
                gate.open();
            }));
            case SCHEDULER -> SCHEDULER.schedule(asRunnable(gate::open), delay, TimeUnit.MILLISECONDS);
            case FUTURE -> {
                Executor delayed = CompletableFuture.delayedExecutor(delay, TimeUnit.MILLISECONDS);
                CompletableFuture.runAsync(asRunnable(gate::open), delayed);
            }
            case FUNCTION -> Timers.afterFunc(later, gate::open);
            case DEADLINE -> Context.afterFunc(Context.withTimeout(Context.background(), later), gate::open);
            case SLEEPER -> go(() -> {
                Go.sleep(later);
                gate.open();
            });
            case SLEEPING_THREAD -> go(() -> {
                Thread.sleep(later);
                gate.open();
            });
            case FORGOTTEN -> SCHEDULER.schedule(Held.keep(gate), delay, TimeUnit.MILLISECONDS);
            case GOROUTINE, STATIC_FIELD, NOBODY -> {
                // not here
            }
        }
    }

    private static Runnable asRunnable(Task<?> task) {
        return () -> {
            try {
                task.run();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        };
    }
}

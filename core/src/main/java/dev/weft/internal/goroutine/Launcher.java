package dev.weft.internal.goroutine;

import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * Starts goroutines so that the JDK does not keep their threads.
 *
 * <p>The JDK refers to every virtual thread that has been started and has not ended (unless it is told not to, by {@code
 * -Djdk.trackAllThreads=false}), so that its dumps can list them; hence none of them is ever collected. But it refers
 * only weakly to an executor that has one thread for each task, and leaves it to the executor to know its threads. A
 * thread refers to its executor. So threads that were started by such an executor are collected, with the executor, once
 * nothing else refers to any of them.
 *
 * <p>The executor asks its thread factory, which is this, for a thread. {@code next} says for which goroutine, and {@code
 * made} which thread it got. Both are used only by the thread that starts a goroutine, in that one call: nobody shares a
 * launcher at the same time.
 */
final class Launcher implements ThreadFactory {
    /** Whether the JDK refers to all threads: its own rule. If it does not, a thread alone needs no executor. */
    private static final boolean JDK_TRACKS;

    static {
        String rule = System.getProperty("jdk.trackAllThreads");
        JDK_TRACKS = rule == null || rule.isEmpty() || Boolean.parseBoolean(rule);
    }

    private final ExecutorService executor = Executors.newThreadPerTaskExecutor(this);

    /** What its threads refer to by referring to their executor, which refers to this. */
    @SuppressWarnings("unused")
    private final @Nullable Crew crew;

    private @Nullable GoroutineRecord next;
    private @Nullable Thread made;

    Launcher(@Nullable Crew crew) {
        this.crew = crew;
    }

    /** Starts a goroutine that shares its executor with no other; see {@link #start}. */
    static Thread startAlone(GoroutineRecord goroutine) {
        if (JDK_TRACKS) {
            return new Launcher(null).start(goroutine);
        }
        Thread thread = goroutine.newThread(goroutine);
        try {
            thread.start();
        } catch (Throwable t) {
            throwIfFailed(goroutine, t);
        }
        return thread;
    }

    /** Starts a goroutine. One at a time. If it throws, a {@link Member} does not begin. */
    Thread start(GoroutineRecord goroutine) {
        next = goroutine;
        try {
            executor.execute(goroutine);
            return Objects.requireNonNull(made);
        } catch (Throwable t) {
            throwIfFailed(goroutine, t);
            return Objects.requireNonNull(made); // it has begun, so there is a thread
        } finally {
            next = null;
            made = null;
        }
    }

    /**
     * Starting a thread hands it to the scheduler, which may then try to add a carrier. If there is no memory or no native
     * thread for that, or the stack is full, this throws although the goroutine may have begun.
     */
    private static void throwIfFailed(GoroutineRecord goroutine, Throwable failure) {
        if (goroutine.callOff()) {
            throw Goroutine.<RuntimeException>asIs(failure);
        }
    }

    @Override
    public Thread newThread(Runnable body) {
        Thread thread = Objects.requireNonNull(next).newThread(body);
        made = thread;
        return thread;
    }

    /** Tells the JDK that it need not know of the executor any longer. */
    void close() {
        executor.shutdown();
    }
}

package dev.weft.internal.goroutine;

import dev.weft.internal.wait.SchedulerChoice;
import java.util.concurrent.ThreadFactory;

/** Threads on the scheduler of goroutines. Says what that scheduler is doing. */
final class ThreadsOfGoroutines implements ThreadFactory {
    private final ThreadFactory threads;

    ThreadsOfGoroutines(ThreadFactory threads) {
        this.threads = threads;
    }

    @Override
    public Thread newThread(Runnable task) {
        return threads.newThread(task);
    }

    @Override
    public String toString() {
        return SchedulerChoice.describe();
    }
}

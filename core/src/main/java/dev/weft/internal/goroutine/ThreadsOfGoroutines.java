package dev.weft.internal.goroutine;

import dev.weft.internal.wait.SchedulerChoice;
import java.util.Objects;
import java.util.concurrent.ThreadFactory;

/** Threads on the scheduler of goroutines; in a bubble, goroutines of that. Says what that scheduler is doing. */
final class ThreadsOfGoroutines implements ThreadFactory {
    private final ThreadFactory threads;

    ThreadsOfGoroutines(ThreadFactory threads) {
        this.threads = threads;
    }

    @Override
    public Thread newThread(Runnable task) {
        Objects.requireNonNull(task, "task");
        Program bubble = Program.currentRoot();
        return bubble == null ? threads.newThread(task) : bubble.newThreadByMember(task);
    }

    @Override
    public String toString() {
        return SchedulerChoice.describe();
    }
}

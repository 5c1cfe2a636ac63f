package dev.weft.internal.goroutine;

/** The factory of goroutines' threads, as a goroutine of a bubble sees it; for tests in other packages. */
public final class OpenFactory {
    private OpenFactory() {}

    /** Makes a thread as a goroutine of the program does, which must be a bubble. */
    public static Thread newThread(Program bubble, Runnable task) {
        return bubble.newThreadByMember(task);
    }
}

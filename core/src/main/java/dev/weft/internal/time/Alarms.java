package dev.weft.internal.time;

import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Runs short pieces of work at a given time, on one platform thread for the whole library. The work must not block. The
 * thread is a daemon; it is started when it is first needed, and ends when there is nothing left to wait for.
 *
 * <p>Whichever thread happens to need it first starts it, but it inherits nothing from that thread: neither the thread
 * group with its maximum priority, nor a class loader. So an application that shares the library with others and is
 * unloaded leaves nothing behind.
 */
public final class Alarms {
    private static final ScheduledThreadPoolExecutor EXECUTOR = executor();

    private Alarms() {}

    private static ScheduledThreadPoolExecutor executor() {
        var executor = new ScheduledThreadPoolExecutor(1, Alarms::newThread);
        executor.setRemoveOnCancelPolicy(true);
        executor.setKeepAliveTime(10, TimeUnit.SECONDS);
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    /** Initializes this class, while there is memory for it. Starts no thread. */
    public static void prepare() {
        // calling this has initialized the class
    }

    private static Thread newThread(Runnable worker) {
        return Runtime.version().feature() < 24 ? asLibrary(worker) : unstarted(worker);
    }

    private static Thread unstarted(Runnable worker) {
        Thread thread = Thread.ofPlatform()
                .group(rootGroup())
                .daemon()
                .priority(Thread.NORM_PRIORITY)
                .inheritInheritableThreadLocals(false)
                .name("weft-alarms")
                .unstarted(worker);
        thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
        return thread;
    }

    /**
     * Before JDK 24, a thread keeps an access control context, and with it the class loaders of all classes on the
     * stack of the thread that made it. This cuts that stack off.
     */
    @SuppressWarnings("removal")
    private static Thread asLibrary(Runnable worker) {
        return AccessController.doPrivileged((PrivilegedAction<Thread>) () -> unstarted(worker));
    }

    private static ThreadGroup rootGroup() {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        for (ThreadGroup parent = group.getParent(); parent != null; parent = group.getParent()) {
            group = parent;
        }
        return group;
    }

    /**
     * Runs something at a point in time.
     *
     * @param deadline the time, on the {@link MonotonicClock}
     * @param work what to run
     * @return a handle to cancel it with
     */
    public static Future<?> at(long deadline, Runnable work) {
        EXECUTOR.prestartCoreThread(); // if no thread can be made, this throws before the work is in the queue
        return EXECUTOR.schedule(work, deadline - MonotonicClock.nanoTime(), TimeUnit.NANOSECONDS);
    }

    /**
     * Runs something soon.
     *
     * @param work what to run
     */
    public static void soon(Runnable work) {
        EXECUTOR.prestartCoreThread();
        EXECUTOR.execute(work);
    }
}

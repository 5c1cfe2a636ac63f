package dev.weft.internal.goroutine;

import dev.weft.Task;
import dev.weft.UncheckedInterruptedException;
import dev.weft.internal.trace.Recorder;
import dev.weft.internal.wait.SchedulerChoice;
import dev.weft.internal.wait.StackReserve;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * What a goroutine's thread runs: the task, and the handling of its failure. A {@link Program} starts its own
 * goroutines.
 */
public final class Goroutine implements Runnable {
    /** A class of its own, so that a scheduler that is not available fails each {@code go} with the same exception. */
    private static final class Threads {
        static final ThreadFactory FACTORY = SchedulerChoice.newBuilder().factory();
        static final ThreadFactory PUBLIC = new ThreadsOfGoroutines(FACTORY);
    }

    private final Task<?> task;

    private Goroutine(Task<?> task) {
        this.task = task;
    }

    /**
     * Starts a goroutine, which belongs to the program of the current one, if there is one.
     *
     * @param task what it does
     * @return its thread, started
     */
    public static Thread start(Task<?> task) {
        StackReserve.checkForSeveral(); // or the JDK's scheduler could be left half-changed, for all
        Program program = Program.current();
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        return program == null ? startOutside(null, task, loader) : program.startByMember(null, task, loader);
    }

    /**
     * Starts a goroutine with a name, which belongs to the program of the current one, if there is one.
     *
     * @param name the name of its thread
     * @param task what it does
     * @return its thread, started
     */
    public static Thread start(String name, Task<?> task) {
        StackReserve.checkForSeveral(); // or the JDK's scheduler could be left half-changed, for all
        Program program = Program.current();
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        return program == null ? startOutside(name, task, loader) : program.startByMember(name, task, loader);
    }

    /**
     * A factory of threads on the scheduler of goroutines.
     *
     * @return the factory, whose {@code toString} says what the scheduler is doing
     * @throws IllegalStateException if the scheduler that is asked for is not available
     */
    public static ThreadFactory threadFactory() {
        SchedulerChoice.check();
        return Threads.PUBLIC;
    }

    /** Starts a goroutine that belongs to no program, whichever one the current thread belongs to. */
    static Thread startOutside(@Nullable String name, Task<?> task, @Nullable ClassLoader loader) {
        if (Tracking.isOn()) {
            return new TrackedGoroutine(name, task, loader).start();
        }
        Thread thread = unstarted(name, new Goroutine(task), loader);
        thread.start();
        Recorder.started(thread);
        return thread;
    }

    /** Makes the thread of a goroutine that belongs to no program. */
    static Thread unstarted(@Nullable String name, Runnable body, @Nullable ClassLoader loader) {
        SchedulerChoice.check();
        Thread thread = name == null
                ? Threads.FACTORY.newThread(body)
                : SchedulerChoice.newBuilder().name(name).unstarted(body);
        Origin.setLoader(thread, loader);
        return thread;
    }

    @Override
    public void run() {
        perform(task);
    }

    /** Runs the task of a goroutine that belongs to no program. */
    static void perform(Task<?> task) {
        Throwable failure = null;
        try {
            task.run();
        } catch (Throwable t) {
            failure = t;
            if (!isStop(t)) {
                nameForHandler();
                throw Goroutine.<RuntimeException>asIs(t); // to the thread's handler, not wrapped
            }
            // otherwise it was asked to stop, and did
        } finally {
            Recorder.ended(failure);
        }
    }

    /** Gives the current goroutine a name if it has none, {@code goroutine 24}, for the report of its failure. */
    private static void nameForHandler() {
        try {
            Thread me = Thread.currentThread();
            if (me.getName().isEmpty()) {
                me.setName("goroutine " + me.threadId());
            }
        } catch (Throwable t) {
            // no memory: it stays without a name
        }
    }

    /**
     * Whether a task that ended with this exception ended because it was asked to stop.
     *
     * @param end what it threw
     * @return true if that is no failure
     */
    public static boolean isStop(Throwable end) {
        return end instanceof InterruptedException || end instanceof UncheckedInterruptedException;
    }

    /**
     * Handles a failure of the current goroutine at once, as the virtual machine would when the thread ends. What the
     * handler throws is ignored.
     *
     * @param failure the failure
     */
    public static void handle(Throwable failure) {
        nameForHandler();
        Thread me = Thread.currentThread();
        try {
            me.getUncaughtExceptionHandler().uncaughtException(me, failure);
        } catch (Throwable ignored) {
            // as the virtual machine does
        }
    }

    /** Lets a checked exception pass where none is declared. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    static <X extends Throwable> X asIs(Throwable t) throws X {
        throw (X) t;
    }
}

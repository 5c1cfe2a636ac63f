package dev.weft.internal.goroutine;

import dev.weft.Task;
import dev.weft.internal.time.Clock;
import dev.weft.internal.time.RealClock;
import java.lang.ref.Reference;
import org.jspecify.annotations.Nullable;

/**
 * What a goroutine inherits from the thread that starts it or, if it runs a function that was set for later, from the
 * thread that set it.
 *
 * @param program the program that it belongs to; null if none
 * @param crew what ties the goroutines of the program together: as long as this may start one, they are kept
 * @param loader its context class loader, which may be null
 */
public record Origin(@Nullable Program program, @Nullable Object crew, @Nullable ClassLoader loader) {
    /** The context class loader of a new thread that inherits nothing. */
    private static final ClassLoader SYSTEM = ClassLoader.getSystemClassLoader();

    /** The origin of most goroutines, and of what the library does on its own behalf; shared, to save memory. */
    public static final Origin NONE = new Origin(null, null, SYSTEM);

    /** The origin of what the current thread starts or sets. */
    public static Origin here() {
        Program program = Program.current();
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        if (program == null) {
            return loader == SYSTEM ? NONE : new Origin(null, null, loader);
        }
        return new Origin(program, program.members().crew(), loader);
    }

    /** The origin of what the library does on its own behalf: in a bubble, a goroutine of the bubble's own program. */
    public static Origin ofLibrary() {
        Program root = Program.currentRoot();
        return root == null ? NONE : new Origin(root, root.members().crew(), SYSTEM);
    }

    /**
     * Whether the goroutines of the program have been asked to stop.
     *
     * @return true if those that this starts are asked at once
     */
    public boolean hasEnded() {
        return program != null && program.hasEnded();
    }

    /** The clock of those that this starts. */
    Clock clock() {
        return program == null ? RealClock.INSTANCE : program.clock();
    }

    /** Starts a goroutine; none if the program is over. */
    public void start(Task<?> task) {
        if (program == null) {
            Goroutine.startOutside(null, task, loader);
        } else {
            try {
                program.startLater(task, loader);
            } finally {
                Reference.reachabilityFence(crew); // until it is counted
            }
        }
    }

    /**
     * Like {@link #start}, for callers that cannot handle a failure to start: it goes to the handler of the current
     * thread.
     */
    public void startOrTell(Task<?> task) {
        try {
            start(task);
        } catch (Throwable t) { // out of memory, for instance
            Goroutine.handle(t);
        }
    }

    /** Sets the context class loader of a thread that is not started yet and inherits nothing. */
    static void setLoader(Thread thread, @Nullable ClassLoader loader) {
        if (loader != SYSTEM) {
            thread.setContextClassLoader(loader);
        }
    }
}

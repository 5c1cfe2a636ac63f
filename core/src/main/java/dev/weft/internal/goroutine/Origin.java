package dev.weft.internal.goroutine;

import dev.weft.Task;
import org.jspecify.annotations.Nullable;

/**
 * What a goroutine has from the one that starts it; or, if it runs a function that was set for later, from the one that
 * set it, whoever starts it then.
 *
 * @param program the program that it belongs to; null: none
 * @param loader its context class loader; null as with threads
 */
public record Origin(@Nullable Program program, @Nullable ClassLoader loader) {
    /** What a new thread has that inherits nothing. */
    private static final ClassLoader SYSTEM = ClassLoader.getSystemClassLoader();

    /** Of what the library does on its own behalf, and of most others; so that these take no memory. */
    public static final Origin NONE = new Origin(null, SYSTEM);

    /** The current thread. */
    public static Origin here() {
        Program program = Program.current();
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        return program == null && loader == SYSTEM ? NONE : new Origin(program, loader);
    }

    /** Starts a goroutine; none if the program is over. */
    public void start(Task<?> task) {
        if (program == null) {
            Goroutine.startOutside(task, loader);
        } else {
            program.start(null, task, loader);
        }
    }

    /** The same where nobody could do anything about a failure: the handler of the current thread hears of it. */
    public void startOrTell(Task<?> task) {
        try {
            start(task);
        } catch (Throwable t) { // out of memory, for instance
            Goroutine.handle(t);
        }
    }

    /** Gives a thread that is not started yet, and inherits nothing, its context class loader. */
    static void setLoader(Thread thread, @Nullable ClassLoader loader) {
        if (loader != SYSTEM) {
            thread.setContextClassLoader(loader);
        }
    }
}

package dev.weft.internal.time;

import java.security.AccessController;
import java.security.PrivilegedAction;

/**
 * Makes the platform threads that the library has for itself, other than those of Weft's own scheduler. They are
 * daemons.
 *
 * <p>Whichever thread happens to need one first makes it, but it inherits nothing from that thread: neither the thread
 * group with its maximum priority, nor a class loader. So an application that shares the library with others and is
 * unloaded leaves nothing behind.
 */
public final class LibraryThread {
    private LibraryThread() {}

    /**
     * Makes a thread.
     *
     * @param name its name
     * @param work what it does
     * @return the thread, not started
     */
    public static Thread make(String name, Runnable work) {
        return Runtime.version().feature() < 24 ? asLibrary(name, work) : unstarted(name, work);
    }

    private static Thread unstarted(String name, Runnable work) {
        Thread thread = Thread.ofPlatform()
                .group(rootGroup())
                .daemon()
                .priority(Thread.NORM_PRIORITY)
                .inheritInheritableThreadLocals(false)
                .name(name)
                .unstarted(work);
        thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
        return thread;
    }

    /**
     * Before JDK 24, a thread keeps an access control context, and with it the class loaders of all classes on the
     * stack of the thread that made it. This cuts that stack off.
     */
    @SuppressWarnings("removal")
    private static Thread asLibrary(String name, Runnable work) {
        return AccessController.doPrivileged((PrivilegedAction<Thread>) () -> unstarted(name, work));
    }

    private static ThreadGroup rootGroup() {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        for (ThreadGroup parent = group.getParent(); parent != null; parent = group.getParent()) {
            group = parent;
        }
        return group;
    }
}

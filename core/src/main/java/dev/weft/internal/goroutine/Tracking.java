package dev.weft.internal.goroutine;

import dev.weft.internal.wait.StackReserve;
import java.lang.System.Logger.Level;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Whether goroutines are tracked: those outside of programs are recorded, too, and of each it is known where it was
 * started. {@code -Dweft.track=true} tracks them all from the beginning.
 *
 * <p>When tracking ends, those outside of programs are forgotten; otherwise what refers to them here would keep them from
 * being collected. A goroutine that is started meanwhile does not slip in: it is added, and then looks whether tracking
 * is on; ending turns it off, and then forgets.
 */
public final class Tracking {
    private static final String PROPERTY = "weft.track";

    private static final Set<TrackedGoroutine> OUTSIDE = ConcurrentHashMap.newKeySet();

    /** Guards the beginning and the end. */
    private static final ReentrantLock LOCK = new ReentrantLock();

    /** How many have asked for it, and not ended it. Guarded by the lock. */
    private static int users = isAskedFor() ? 1 : 0;

    private static volatile boolean on = users > 0;

    /** What watches tracked goroutines. Named here because {@code observe} knows this package, and not the reverse. */
    private static final String WATCH = "dev.weft.internal.observe.Watch";

    /** Whether it has been told of the property. */
    private static volatile boolean watched = !on;

    private Tracking() {}

    private static boolean isAskedFor() {
        String asked = System.getProperty(PROPERTY, "false");
        boolean on = asked.equals("true");
        if (!on && !asked.equals("false")) {
            System.getLogger("dev.weft").log(Level.WARNING, "-D" + PROPERTY + "=" + asked
                    + ": must be true or false; goroutines are not tracked");
        }
        return on;
    }

    /**
     * Whether it is on.
     *
     * @return true between the first {@link #begin} and the last {@link #end}
     */
    public static boolean isOn() {
        return on;
    }

    /**
     * Turns it on, for one more user.
     *
     * @return whether it was off before
     */
    public static boolean begin() {
        StackReserve.checkForSeveral();
        LOCK.lock();
        try {
            on = true;
            return users++ == 0;
        } finally {
            LOCK.unlock();
        }
    }

    /** Turns it off, unless others want it still; then what was known of goroutines outside of programs is forgotten. */
    public static void end() {
        StackReserve.checkForSeveral();
        LOCK.lock();
        try {
            users--;
            if (users == 0) {
                on = false;
                OUTSIDE.clear();
            }
        } finally {
            LOCK.unlock();
        }
    }

    /**
     * The tracked goroutines that belong to no program.
     *
     * @return a view, which changes
     */
    public static Collection<? extends GoroutineRecord> outside() {
        return Collections.unmodifiableCollection(OUTSIDE);
    }

    /**
     * Forgets a goroutine that is lost.
     *
     * @param lost any goroutine
     * @return false if it is not one of these
     */
    public static boolean forget(GoroutineRecord lost) {
        return OUTSIDE.remove(lost);
    }

    static void add(TrackedGoroutine goroutine) {
        OUTSIDE.add(goroutine);
        if (!on) {
            OUTSIDE.remove(goroutine);
        }
        if (!watched) {
            watched = true;
            wakeWatch();
        }
    }

    /** With the property, nobody may ever call anything that knows the watch. */
    private static void wakeWatch() {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            lookup.findStatic(lookup.findClass(WATCH), "ensureRuns", MethodType.methodType(void.class)).invokeExact();
        } catch (Throwable t) { // no memory, for instance
            watched = false;
        }
    }
}

package dev.weft.internal.goroutine;

import dev.weft.internal.wait.StackReserve;
import java.lang.System.Logger.Level;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
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
 *
 * <p>Each {@link Tracker} is interested in the goroutines that were started after it, and in no others: not in those that
 * were left while somebody else had already been tracking, nor in the members of a program that goes on, which stay known.
 * So it has a number; a tracker that ends and begins again gets a new one.
 */
public final class Tracking {
    private static final String PROPERTY = "weft.track";

    private static final Set<TrackedGoroutine> OUTSIDE = ConcurrentHashMap.newKeySet();

    /** Guards the beginning and the end. */
    private static final ReentrantLock LOCK = new ReentrantLock();

    /** Those that have asked for it, and not ended it, in the order in which they began. Guarded by the lock. */
    private static final List<Tracker> TRACKERS = new ArrayList<>();

    private static volatile boolean on = isAskedFor();

    /** What watches tracked goroutines. Named here because {@code observe} knows this package, and not the reverse. */
    private static final String WATCH = "dev.weft.internal.observe.Watch";

    /** Whether it has been told of the property. */
    private static volatile boolean watched = !on;

    static {
        if (on) {
            TRACKERS.add(Tracker.fromTheBeginning());
        }
    }

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
     * Turns it on, for one more who wants it.
     *
     * @return who that is; to be given to {@link #end}, once
     */
    public static Tracker begin() {
        StackReserve.checkForSeveral();
        LOCK.lock();
        try {
            Tracker tracker = Tracker.fromNow(TRACKERS.isEmpty());
            TRACKERS.add(tracker);
            on = true;
            return tracker;
        } finally {
            LOCK.unlock();
        }
    }

    /**
     * Turns it off, unless others want it still; then what was known of goroutines outside of programs is forgotten.
     *
     * @param tracker who wants it no longer
     */
    public static void end(Tracker tracker) {
        StackReserve.checkForSeveral();
        LOCK.lock();
        try {
            TRACKERS.remove(tracker);
            if (TRACKERS.isEmpty()) {
                on = false;
                OUTSIDE.clear();
            }
        } finally {
            LOCK.unlock();
        }
    }

    /**
     * From when on the current thread wants to know of goroutines: since it last began to track them, among the times
     * that it has not ended; if there are none, since the first of those that still track began.
     *
     * @return a number; it wants to know of goroutines with higher ones. If nobody tracks, no goroutine has a higher
     *     one
     */
    public static long since() {
        long me = Thread.currentThread().threadId();
        StackReserve.checkForSeveral();
        LOCK.lock();
        try {
            for (int i = TRACKERS.size() - 1; i >= 0; i--) {
                if (TRACKERS.get(i).thread() == me) {
                    return TRACKERS.get(i).since();
                }
            }
            return TRACKERS.isEmpty() ? Long.MAX_VALUE : TRACKERS.get(0).since();
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

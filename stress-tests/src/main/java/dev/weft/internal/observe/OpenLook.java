package dev.weft.internal.observe;

import dev.weft.internal.goroutine.GoroutineRecord;
import dev.weft.internal.goroutine.Sighting;

/** How observers look at a goroutine, for tests in other packages. */
public final class OpenLook {
    private OpenLook() {}

    /** Whether it is asleep. */
    public static boolean isAsleep(GoroutineRecord goroutine) {
        return Look.asleep(goroutine) != null;
    }

    /** Looks as a dump does. */
    public static void state(GoroutineRecord goroutine) {
        Look.state(goroutine);
    }

    /** Looks as a proof does: whether it waits. */
    public static boolean remember(GoroutineRecord goroutine) {
        return Look.remember(goroutine, new SharedStacks());
    }

    /** Whether it is remembered where the goroutine waits. */
    public static boolean isRemembered(GoroutineRecord goroutine) {
        Sighting seen = goroutine.sighting();
        return seen != null && seen.stack() != null;
    }
}

package dev.weft.internal.bubble;

import dev.weft.internal.wait.VirtualClock;
import java.time.Instant;

/** What follows from being a clock of its own, whatever moves it: when time begins, and what outsiders may not do. */
abstract class Border extends VirtualClock {
    private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");

    Border() {}

    /** Whether all that happens in the bubble has happened, or has been abandoned. */
    abstract boolean isOver();

    @Override
    public final Instant instant(long nanos) {
        return EPOCH.plusNanos(nanos);
    }

    @Override
    public final void checkUse(String operation, String object) {
        if (virtual() != this) {
            throw foreign(operation + " synctest " + object + " from outside bubble");
        }
    }

    @Override
    public final void checkChange(String operation, String object) {
        checkUse(operation, object);
    }

    @Override
    public final boolean isForeign() {
        return virtual() != this && !isOver();
    }

    @Override
    public final IllegalStateException foreign(String text) {
        return new IllegalStateException(text
                + ": it was made in a test with virtual time, and only goroutines of that test "
                + "can use it. Make it outside, or use it inside. (A static field may hold something of a test because its "
                + "class was first used there.)");
    }
}

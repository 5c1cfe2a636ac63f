package dev.weft.internal.bubble;

import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Something that is to happen at a set time: the end of a wait, or an alarm. Guarded by the lock of the bubble, except for
 * the final fields.
 */
final class Event {
    /** What {@code index} is while the event is in no heap. */
    static final int NOWHERE = -1;

    /** The wait that ends; null for an alarm. */
    final @Nullable BlockedWait wait;

    final @Nullable Alarm alarm;

    /** When it is to happen. */
    long time;

    /** Decides the order of events at the same time. */
    private int lot;

    /** The next one in a chain of events that are due. */
    @Nullable Event nextDue;

    /** Its place in the heap. */
    int index = NOWHERE;

    private Event(@Nullable BlockedWait wait, @Nullable Alarm alarm) {
        this.wait = wait;
        this.alarm = alarm;
    }

    static Event of(BlockedWait wait) {
        return new Event(wait, null);
    }

    static Event of(Alarm alarm) {
        return new Event(null, alarm);
    }

    /** Sets the time. Not while it is in the heap. */
    void set(long when) {
        time = when;
        lot = ThreadLocalRandom.current().nextInt();
    }

    boolean isBefore(Event other) {
        return time != other.time ? time < other.time : lot < other.lot;
    }
}

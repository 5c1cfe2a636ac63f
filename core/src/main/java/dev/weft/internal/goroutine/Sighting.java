package dev.weft.internal.goroutine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an observer has seen of a goroutine that waits. It must not keep the goroutine alive, so it does not refer to the
 * wait, but has only its identity hash code.
 *
 * @param waitId the identity hash code of what it is parked on; 0 if that does not tell one wait from the next
 * @param since when it was first seen in this wait, on the clock of {@link System#nanoTime}
 * @param name the name of its thread
 * @param reason what it waits for, in Go's words
 * @param stack where it waits; null if nobody has asked
 */
public record Sighting(int waitId, long since, String name, String reason, @Nullable List<StackTraceElement> stack) {
    /**
     * Whether the goroutine has done nothing since.
     *
     * @param other another sighting of the same goroutine
     * @return true if both are of one wait
     */
    public boolean isSameWaitAs(@Nullable Sighting other) {
        return other != null && waitId != 0 && waitId == other.waitId;
    }

    /**
     * The same in less memory.
     *
     * @return a copy; null if there is no memory for it, since whoever asks wants to free some
     */
    public @Nullable Sighting withoutStack() {
        try {
            return new Sighting(waitId, since, name, reason, null);
        } catch (OutOfMemoryError e) {
            return null;
        }
    }
}

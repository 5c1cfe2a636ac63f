package dev.weft.internal.time;

import java.time.Duration;

/** Something that happens at a set time: the implementation of a {@link dev.weft.time.Timer}. */
public interface Resettable {
    /**
     * Calls it off.
     *
     * @return whether it was still to happen
     */
    boolean stop();

    /**
     * Sets another time.
     *
     * @param delay how long from now
     * @return whether it was still to happen
     */
    boolean reset(Duration delay);
}

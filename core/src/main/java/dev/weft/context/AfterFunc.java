package dev.weft.context;

/**
 * A function that waits for a context to be done; made by {@link Context#afterFunc}.
 *
 * <p><b>Memory consistency effects</b>: those of {@link Context}.
 */
@FunctionalInterface
public interface AfterFunc extends AutoCloseable {
    /**
     * Calls the function off. Does not wait for it if it has been started.
     *
     * @return true if this call kept the function from being run; false if it has been started, or was called off
     *     before
     */
    boolean stop();

    /** Calls it off, if it has not started: {@link #stop}, at the end of a try block. */
    @Override
    default void close() {
        stop();
    }
}

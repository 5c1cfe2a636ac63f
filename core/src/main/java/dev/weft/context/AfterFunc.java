package dev.weft.context;

/** A function that waits for a context to be done; made by {@link Context#afterFunc}. */
@FunctionalInterface
public interface AfterFunc {
    /**
     * Calls the function off. Does not wait for it if it has been started.
     *
     * @return true if this call kept the function from being run; false if it has been started, or was called off before
     */
    boolean stop();
}

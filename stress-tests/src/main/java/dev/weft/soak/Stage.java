package dev.weft.soak;

/**
 * What one member of a crew does, step by step. A step that throws {@link InterruptedException} must leave the stage as
 * if it had not tried the interrupted operation: the next step, perhaps on another thread, goes on from there.
 */
interface Stage {
    /**
     * Does one step.
     *
     * @return false if that was the last step
     */
    boolean step() throws Exception;

    /** Called once after the last step, on the same thread. Not interruptible. */
    default void end() {}
}

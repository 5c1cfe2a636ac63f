/**
 * Go's concurrency for Java: goroutines, channels, {@code select}, the {@code sync} package, timers and contexts, with
 * Go's semantics, on virtual threads.
 *
 * <p>Begin with the tour in the description of {@link dev.weft}.
 *
 * <h2>What holds everywhere</h2>
 *
 * <ul>
 *   <li><b>Interruption.</b> What waits throws {@link java.lang.InterruptedException} when its thread is interrupted, and
 *       then has not happened; what has happened returns normally. Locks that are not interruptible say so.
 *   <li><b>Bad use</b> throws an unchecked exception with Go's own text, and changes nothing.
 *   <li><b>Memory.</b> What Go's memory model promises, {@code java.util.concurrent}'s "happens-before" says here, under
 *       "Memory consistency effects" of each type.
 *   <li><b>Null.</b> Nothing may be null unless it says so.
 * </ul>
 */
module dev.weft {
    requires static org.jspecify;

    exports dev.weft;
    exports dev.weft.sync;
    exports dev.weft.time;
    exports dev.weft.context;
}

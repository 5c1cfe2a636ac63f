package dev.weft.internal.trace;

import java.util.Optional;
import jdk.jfr.FlightRecorder;
import org.jspecify.annotations.Nullable;

/**
 * Records events, if there is a recording that wants them.
 *
 * <p>Touching a class that extends {@code jdk.jfr.Event} makes the JDK set up the whole flight recorder: 220 to 410 ms,
 * in the goroutine that happens to be the first. So nothing here does, unless somebody else has set it up, which {@link
 * FlightRecorder#isInitialized} tells; and classes of that module are not touched at all if it is not there.
 *
 * <p>Nothing here throws: what is recorded must not depend on whether it is recorded.
 */
public final class Recorder {
    private static final String MODULE = "jdk.jfr";

    /** Whether the module is there. */
    private static final boolean PRESENT = isPresent();

    private Recorder() {}

    private static boolean isPresent() {
        Optional<Module> module = ModuleLayer.boot().findModule(MODULE);
        return module.isPresent() && Recorder.class.getModule().canRead(module.get());
    }

    private static boolean isOn() {
        return PRESENT && FlightRecorder.isInitialized();
    }

    /**
     * Whether waits are recorded.
     *
     * @return false if there is no recording, or if it does not want them
     */
    public static boolean recordsWaits() {
        try {
            return isOn() && BlockedEvent.isOn();
        } catch (Throwable t) { // no memory
            return false;
        }
    }

    /**
     * Begins to record a wait.
     *
     * @return the event, for {@link #endWait}; null if there is no memory
     */
    public static @Nullable Object beginWait() {
        try {
            return BlockedEvent.started();
        } catch (Throwable t) {
            return null;
        }
    }

    /**
     * Records a wait that has ended, unless it was shorter than the recording wants.
     *
     * @param event what {@link #beginWait} has returned
     * @param reason what the thread has waited for
     * @param outcome why it waits no longer
     */
    public static void endWait(@Nullable Object event, Enum<?> reason, Enum<?> outcome) {
        try {
            if (event instanceof BlockedEvent blocked) {
                blocked.ended(reason, outcome);
            }
        } catch (Throwable t) {
            // it is not recorded
        }
    }

    /**
     * Records that a goroutine was started. Called by the thread that has started it.
     *
     * @param thread its thread
     */
    public static void started(Thread thread) {
        try {
            if (isOn()) {
                StartEvent.record(thread);
            }
        } catch (Throwable t) {
            // it is not recorded
        }
    }

    /**
     * Records that a goroutine ends. Called by that goroutine.
     *
     * @param failure why; null if its task has returned
     */
    public static void ended(@Nullable Throwable failure) {
        try {
            if (isOn()) {
                EndEvent.record(failure);
            }
        } catch (Throwable t) {
            // it is not recorded
        }
    }
}

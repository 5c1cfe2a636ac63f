package dev.weft.internal.trace;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** The goroutine that runs on this thread ends. Off unless a recording turns it on. */
@Name("dev.weft.GoroutineEnd")
@Label("Goroutine End")
@Description("The task of this goroutine has ended")
@Category("Weft")
@StackTrace(false)
@Enabled(false)
@SuppressWarnings("unused") // the fields are read by the recorder
final class EndEvent extends Event {
    private static final EndEvent PROBE = new EndEvent();

    @Label("Failure")
    @Description("What the goroutine has thrown, if its task did not return")
    private @Nullable String failure;

    static void record(@Nullable Throwable failure) {
        if (PROBE.isEnabled()) {
            EndEvent event = new EndEvent();
            event.failure = failure == null ? null : failure.toString();
            event.commit();
        }
    }
}

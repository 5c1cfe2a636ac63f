package dev.weft.internal.trace;

import java.util.Objects;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** A goroutine was started; the stack is that of the thread that has started it. Off unless a recording turns it on. */
@Name("dev.weft.GoroutineStart")
@Label("Goroutine Start")
@Description("A goroutine was started by this thread")
@Category("Weft")
@StackTrace
@Enabled(false)
@SuppressWarnings("unused") // the fields are read by the recorder
final class StartEvent extends Event {
    private static final StartEvent PROBE = new StartEvent();

    @Label("Goroutine")
    @Description("The number of the goroutine that was started, which is that of its thread")
    private long goroutine;

    @Label("Name")
    private @Nullable String name;

    @Label("Place")
    @Description("Where it was started: the innermost call outside of Weft and the JDK")
    private @Nullable String place;

    static void record(Thread thread) {
        if (PROBE.isEnabled()) {
            StartEvent event = new StartEvent();
            event.goroutine = thread.threadId();
            event.name = thread.getName();
            event.place = Objects.toString(LibraryFrames.caller(), null);
            event.commit();
        }
    }
}

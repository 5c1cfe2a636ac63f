package dev.weft.internal.trace;

import java.util.Objects;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;
import org.jspecify.annotations.Nullable;

/** One wait of a thread that was parked. The threshold keeps recordings small that were started for something else. */
@Name("dev.weft.Blocked")
@Label("Goroutine Blocked")
@Description("A goroutine, or another thread, was parked in an operation of Weft")
@Category("Weft")
@StackTrace
@Threshold("10 ms")
@SuppressWarnings("unused") // the fields are read by the recorder
final class BlockedEvent extends Event {
    private static final BlockedEvent PROBE = new BlockedEvent();

    @Label("Goroutine")
    @Description("The number of the goroutine, which is that of its thread")
    private long goroutine;

    @Label("Wait Reason")
    @Description("What it waited for, in the words of Go")
    private @Nullable String reason;

    @Label("Place")
    @Description("Where it waited: the innermost call outside of Weft and the JDK")
    private @Nullable String place;

    @Label("Outcome")
    @Description("Why it waited no longer; TIMED_OUT if a time had come: of a time-out, a sleep, a timer or a ticker")
    private @Nullable String outcome;

    static boolean isOn() {
        return PROBE.isEnabled();
    }

    static BlockedEvent started() {
        BlockedEvent event = new BlockedEvent();
        event.begin();
        return event;
    }

    void ended(Enum<?> why, Enum<?> how) {
        end();
        if (shouldCommit()) {
            goroutine = Thread.currentThread().threadId();
            reason = why.toString();
            outcome = how.name();
            place = Objects.toString(LibraryFrames.caller(), null);
            commit();
        }
    }
}

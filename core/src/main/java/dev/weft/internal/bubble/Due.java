package dev.weft.internal.bubble;

import dev.weft.internal.goroutine.Program;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What follows from a step of the clock, once the lock of the bubble is free. */
final class Due {
    private Due() {}

    /**
     * Wakes the goroutines whose time has come, and starts one that does what the alarms ask for. Never throws: a failure,
     * such as a lack of memory or stack, is that of the program.
     *
     * @param due a chain of events
     */
    static void perform(@Nullable Event due, Program program) {
        try {
            wakeAndStart(due, program);
        } catch (Throwable t) {
            fail(program, t);
        }
    }

    private static void fail(Program program, Throwable failure) {
        try {
            program.fail(failure);
        } catch (Throwable t) {
            // its outcome is set, but not all may have been interrupted
        }
    }

    private static void wakeAndStart(@Nullable Event due, Program program) {
        Thread me = Thread.currentThread();
        Event alarms = null;
        for (Event e = due; e != null;) {
            Event following = e.nextDue;
            e.nextDue = null;
            if (e.wait == null) {
                e.nextDue = alarms;
                alarms = e;
            } else if (e.wait.blockedThread() != me) {
                e.wait.wakeUp();
            }
            e = following;
        }
        if (alarms != null) {
            Event first = alarms;
            program.startForLibrary(() -> ring(first));
        }
    }

    private static void ring(Event first) {
        for (Event e = first; e != null;) {
            Event following = e.nextDue;
            e.nextDue = null;
            Objects.requireNonNull(e.alarm).run();
            e = following;
        }
    }
}

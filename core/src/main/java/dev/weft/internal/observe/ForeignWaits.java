package dev.weft.internal.observe;

import dev.weft.GoroutineState;
import dev.weft.internal.goroutine.GoroutineRecord;
import dev.weft.internal.goroutine.Program;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;

/**
 * Says in the log that all goroutines of a program wait, and some of them for something that is not Weft's: a monitor, or
 * an object of {@code java.util.concurrent}. Such a program may be dead without ever being found to be, as nobody can tell
 * who would end these waits. Used by {@link Watch} only.
 *
 * <p>Unlike one of Weft's waits, such a wait does not show that the goroutine has not moved in between: a worker that takes
 * from a {@code BlockingQueue} waits for the same object each time. So this says only what was found at each look. It says
 * nothing if a goroutine waits with a limit of time, for input or output, or for another {@code Go.run}.
 */
final class ForeignWaits {
    private final Program program;

    /** What the goroutines waited for at the last look: a sum of hash codes. 0 if one of them did not wait. */
    private long waits;

    private long since;
    private boolean reported;

    ForeignWaits(Program program) {
        this.program = program;
    }

    /** Called if not all goroutines are asleep in waits of Weft. */
    void look(long now, Warnings warnings) {
        if (reported) {
            return;
        }
        long found = program.hasEnded() ? 0 : waits();
        if (found == 0 || found != waits) {
            waits = found;
            since = now;
        } else if (now - since >= Watched.WARNING) {
            report(warnings);
            since = now;
        }
    }

    /** Called if all are asleep in waits of Weft, or if the program is over. */
    void forget() {
        waits = 0;
    }

    private long waits() {
        int count = 0;
        long sum = 0;
        for (GoroutineRecord goroutine : program.members().present()) {
            Thread thread = goroutine.thread();
            if (thread == null) {
                return 0;
            }
            Thread.State state = thread.getState();
            boolean waits = state == Thread.State.WAITING || state == Thread.State.BLOCKED;
            if (!waits || Look.canRun(thread)) {
                return 0;
            }
            count++;
            sum += 31 * goroutine.id() + Objects.hash(state, System.identityHashCode(LockSupport.getBlocker(thread)));
        }
        return count == program.members().countAlive() ? sum : 0;
    }

    private void report(Warnings warnings) {
        List<GoroutineState> states = Known.states(program.members().present());
        if (states.size() != program.members().countAlive() || states.stream().anyMatch(ForeignWaits::isHarmless)) {
            return;
        }
        reported = true;
        boolean monitors = states.stream().anyMatch(state -> state.waitReason().equals(Look.BLOCKED));
        warnings.add(monitors ? Level.WARNING : Level.INFO,
                "all goroutines of a Go.run have been found waiting for 10 s, and not only for objects of Weft; "
                        + "a deadlock of monitors or of java.util.concurrent does not end a Go.run"
                        + Dump.appendix(states),
                null);
    }

    private static boolean isHarmless(GoroutineState state) {
        return state.waitReason().equals(Look.IO_WAIT) || Look.isInAnotherProgram(state);
    }
}

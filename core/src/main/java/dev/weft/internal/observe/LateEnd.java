package dev.weft.internal.observe;

import dev.weft.GoroutineState;
import dev.weft.internal.goroutine.Program;
import java.lang.System.Logger.Level;
import java.util.List;

/**
 * Says in the log that a program cannot end, because goroutines of it go on although they have been interrupted. Otherwise
 * {@code run} would be silent for as long as they do, also about the failure that it is to throw. Used by {@link Watch} only.
 */
final class LateEnd {
    private final Program program;
    private boolean begun;
    private long since;
    private boolean warned;

    LateEnd(Program program) {
        this.program = program;
    }

    void look(long now, Warnings warnings) {
        if (warned || !program.hasEnded()) {
            return;
        }
        if (!begun) {
            begun = true;
            since = now;
        } else if (now - since >= Watched.WARNING) {
            List<GoroutineState> left = Known.states(program.members().present());
            if (!left.isEmpty()) {
                warned = true;
                Throwable failure = program.failure();
                String end = failure == null ? "return" : "throw what has ended it";
                warnings.add(Level.WARNING,
                        "a Go.run has ended, but cannot " + end + ": for 10 s it has been waiting for "
                                + "goroutines that go on although they have been interrupted" + Dump.appendix(left),
                        failure);
            }
        }
    }
}

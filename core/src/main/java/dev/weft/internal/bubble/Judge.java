package dev.weft.internal.bubble;

import dev.weft.DeadlockException;
import dev.weft.GoroutineState;
import dev.weft.Task;
import dev.weft.internal.goroutine.Origin;
import dev.weft.internal.goroutine.Program;
import dev.weft.internal.observe.Known;
import dev.weft.internal.wait.Wait;
import dev.weft.internal.wait.WaitReason;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** What a bubble does when nobody runs and nothing is to happen any more, in a goroutine outside of it. */
final class Judge implements Task<RuntimeException> {
    /** Why nobody runs. */
    enum Verdict {
        /** All wait, main too. */
        DEADLOCK("deadlock: all goroutines in bubble are blocked"),

        /** Main has returned, and the others wait. */
        LEFT_BEHIND("deadlock: main bubble goroutine has exited but blocked goroutines remain"),

        /** They have been asked to stop, and wait. */
        ABANDONED("goroutines remain blocked although they have been interrupted");

        private final String text;

        Verdict(String text) {
            this.text = text;
        }
    }

    private static final int LOOKS = 100;
    private static final long PAUSE_NANOS = 100_000;

    private final Bubble bubble;
    private final Verdict verdict;
    private final long changes;

    Judge(Bubble bubble, Verdict verdict, long changes) {
        this.bubble = bubble;
        this.verdict = verdict;
        this.changes = changes;
    }

    void start() {
        try {
            Origin.NONE.start(this);
        } catch (Throwable t) { // no memory
            run();
        }
    }

    @Override
    public void run() {
        List<GoroutineState> stuck = stuck();
        if (!bubble.confirm(changes)) {
            return;
        }
        try {
            DeadlockException report = new DeadlockException(verdict.text, stuck);
            Program program = bubble.program();
            if (verdict != Verdict.ABANDONED) {
                program.fail(report);
                return;
            }
            Throwable failure = program.failure();
            if (failure != null && !(failure instanceof DeadlockException)) {
                failure.addSuppressed(report);
            }
            bubble.abandon();
        } finally {
            bubble.release();
        }
    }

    private List<GoroutineState> stuck() {
        Map<Thread, WaitReason> waits = bubble.blocked();
        waits.keySet().forEach(Judge::awaitParked);
        return Known.states(waits::containsKey);
    }

    /** The last one may be on its way still. If it is not there soon, its stack says so, and no harm is done. */
    private static void awaitParked(Thread thread) {
        for (int i = 0; i < LOOKS && !(LockSupport.getBlocker(thread) instanceof Wait); i++) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }
}

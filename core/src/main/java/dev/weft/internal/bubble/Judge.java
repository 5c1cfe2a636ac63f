package dev.weft.internal.bubble;

import dev.weft.DeadlockException;
import dev.weft.GoroutineState;
import dev.weft.internal.observe.Known;
import dev.weft.internal.time.LibraryThread;
import dev.weft.internal.wait.Nap;
import dev.weft.internal.wait.Wait;
import dev.weft.internal.wait.WaitReason;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * What a bubble does when nobody runs and nothing is to happen any more. There is one verdict at a time, which the bubble keeps
 * until {@link Bubble#confirm}.
 *
 * <p>Nobody else decides as long as there is a verdict. So whatever fails here, for lack of memory or stack, the verdict is
 * carried out, or withdrawn. It is carried out by a platform thread. A goroutine would need a carrier, and goroutines that
 * wait without memory keep theirs; and if there is no memory when it is to wake from a short park, the JDK may lose it. If that
 * thread cannot be made, whoever has passed the verdict carries it out, without a look at the stacks.
 */
final class Judge implements Runnable {
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

    static {
        try {
            // These may first be needed when no memory or no stack is left to load or to initialize them.
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            for (Class<?> c : List.of(Verdict.class, LibraryThread.class, Known.class, DeadlockException.class,
                    Nap.class, StackOverflowError.class, OutOfMemoryError.class)) {
                lookup.ensureInitialized(c);
            }
        } catch (IllegalAccessException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Bubble bubble;

    /** Made with the bubble: when a verdict is passed, there may be no memory. */
    Judge(Bubble bubble) {
        this.bubble = bubble;
    }

    /**
     * Sees to it that the verdict that has been passed is carried out.
     *
     * @throws StackOverflowError if there is no stack for that: the goroutine that was about to park goes on with this error,
     *     and nothing has been decided
     */
    void start() {
        try {
            startOrRun();
        } catch (StackOverflowError e) {
            bubble.withdraw();
            throw e;
        }
    }

    private void startOrRun() {
        try {
            LibraryThread.make("weft-judge", this).start();
        } catch (StackOverflowError e) {
            throw e; // to do it here would take still more
        } catch (Throwable t) { // no memory, or no native thread
            judge(List.of());
        }
    }

    @Override
    public void run() {
        judge(stuck());
    }

    private void judge(List<GoroutineState> stuck) {
        Verdict verdict = bubble.confirm();
        if (verdict == null) {
            return;
        }
        try {
            Throwable report = report(verdict, stuck);
            if (verdict == Verdict.ABANDONED) {
                tell(report);
                abandon();
            } else {
                bubble.program().fail(report);
            }
        } finally {
            bubble.release();
        }
    }

    /** If there is no memory for the report, that is what has failed. */
    private static Throwable report(Verdict verdict, List<GoroutineState> stuck) {
        try {
            return new DeadlockException(verdict.text, stuck);
        } catch (Throwable t) {
            return t;
        }
    }

    private void tell(Throwable report) {
        Throwable failure = bubble.program().failure();
        if (failure != null && failure != report && !(failure instanceof DeadlockException)) {
            try {
                failure.addSuppressed(report);
            } catch (Throwable t) {
                // no memory: then the failure has to do
            }
        }
    }

    private void abandon() {
        for (long nap = Nap.FIRST;;) {
            try {
                bubble.abandon();
                return;
            } catch (OutOfMemoryError e) { // whoever waits for the end of the test would wait forever
                nap = Nap.take(nap);
            }
        }
    }

    /** What they do; nothing if that cannot be found out, since the verdict matters more. */
    private List<GoroutineState> stuck() {
        try {
            return look();
        } catch (Throwable t) { // no memory, or no stack
            return List.of();
        }
    }

    private List<GoroutineState> look() {
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

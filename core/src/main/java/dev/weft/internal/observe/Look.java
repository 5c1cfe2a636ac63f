package dev.weft.internal.observe;

import dev.weft.GoroutineState;
import dev.weft.internal.goroutine.GoroutineRecord;
import dev.weft.internal.goroutine.Sighting;
import dev.weft.internal.wait.Wait;
import dev.weft.internal.wait.WaitReason;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Looks at one goroutine from outside, which costs that goroutine nothing.
 *
 * <p>A look is not taken at one instant: the goroutine may go on between the reading of its blocker, its state and its
 * stack. But a goroutine that is parked on the same {@link Wait} before and after has been in that wait all the time, and
 * has done nothing else. So a look that finds the blocker changed is repeated, a few times.
 *
 * <p>The stacks are read by {@link Thread#getStackTrace}, one after the other. The JDK's dump of all threads must not be
 * used: while virtual threads park and are unparked, it has crashed the virtual machine of JDK 25.0.3 each time that it
 * was tried (JDK-8364343).
 *
 * <p>Methods here refer to a thread or a wait only while they run: what they return and remember keeps no goroutine
 * alive, except for {@link #asleep}.
 */
final class Look {
    /** Why a goroutine waits, where Go has a word for it and no {@link Wait} says so. */
    static final String IO_WAIT = "IO wait";

    /** The same for a monitor. */
    static final String BLOCKED = "blocked";

    private static final int ATTEMPTS = 3;

    private Look() {}

    /** The wait in which a goroutine is asleep; null if it is not, or if it will wake by itself. */
    static @Nullable Wait asleep(GoroutineRecord goroutine) {
        Thread thread = goroutine.thread();
        return thread != null && LockSupport.getBlocker(thread) instanceof Wait wait && wait.isAsleep()
                && thread.getState() == Thread.State.WAITING ? wait : null;
    }

    /** Whether a goroutine waits without a limit of time, as far as the JDK knows. */
    static boolean waits(GoroutineRecord goroutine) {
        Thread thread = goroutine.thread();
        return thread != null && thread.getState() == Thread.State.WAITING;
    }

    /** Whether a thread that seems to wait is in a wait of Weft's that is over, or that ends by itself. */
    static boolean canRun(Thread thread) {
        return LockSupport.getBlocker(thread) instanceof Wait wait && !wait.isAsleep();
    }

    /** Whether a goroutine waits for the end of a program that it runs. */
    static boolean isInAnotherProgram(GoroutineState state) {
        StackTraceElement operation = state.stack().isEmpty() ? null : state.stack().get(0);
        return operation != null && operation.getMethodName().equals("run")
                && (operation.getClassName().equals("dev.weft.Go")
                        || operation.getClassName().equals("dev.weft.testing.SyncTest"));
    }

    /** Notes since when a goroutine is asleep; null if it is not. */
    static @Nullable Sighting note(GoroutineRecord goroutine) {
        Wait wait = asleep(goroutine);
        if (wait == null) {
            return null;
        }
        Sighting before = goroutine.sighting();
        if (before != null && before.waitId() == idOf(wait)) {
            return before;
        }
        Sighting seen = new Sighting(idOf(wait), System.nanoTime(), "", wait.toString(), null);
        return goroutine.setSighting(before, seen) ? seen : null;
    }

    /** Notes since when a goroutine waits, so that whoever looks later can tell. Not while it is let go. */
    static void glance(GoroutineRecord goroutine) {
        Thread thread = goroutine.isLetGo() ? null : goroutine.thread();
        if (thread != null && LockSupport.getBlocker(thread) instanceof Wait wait && wait.isParked()) {
            Sighting before = goroutine.sighting();
            if (before == null || before.waitId() != idOf(wait)) {
                goroutine.setSighting(before, new Sighting(idOf(wait), System.nanoTime(), "", wait.toString(), null));
            }
        }
    }

    /** What a goroutine does now; null if it has ended. */
    static @Nullable GoroutineState state(GoroutineRecord goroutine) {
        Thread thread = goroutine.thread();
        Sighting before = goroutine.sighting();
        Sighting seen = thread == null || goroutine.hasEnded() ? null : see(thread, before, null);
        if (seen == null) {
            return null;
        }
        if (!seen.isSameWaitAs(before)) {
            goroutine.setSighting(before, seen.waitId() == 0 ? null : seen.withoutStack());
        }
        return state(goroutine, seen);
    }

    /**
     * Remembers where a goroutine waits, in case it will turn out to be lost.
     *
     * @param stacks those that have been remembered of others
     * @return false if it does not wait, or not without a limit of time
     */
    static boolean remember(GoroutineRecord goroutine, SharedStacks stacks) {
        Thread thread = goroutine.thread();
        if (thread == null || !waits(goroutine)) {
            return false;
        }
        for (;;) {
            Sighting before = goroutine.sighting();
            if (before != null && before.stack() != null && before.waitId() != 0
                    && before.waitId() == idOf(LockSupport.getBlocker(thread))) {
                return true; // it has not moved
            }
            Sighting seen = see(thread, before, stacks);
            if (goroutine.setSighting(before, seen)) {
                return seen != null && thread.getState() == Thread.State.WAITING;
            }
        }
    }

    /** What was remembered of a goroutine that is lost. */
    static GoroutineState remembered(GoroutineRecord goroutine) {
        Sighting seen = goroutine.sighting();
        return state(goroutine, seen == null ? new Sighting(0, System.nanoTime(), "", "waiting", null) : seen);
    }

    private static GoroutineState state(GoroutineRecord goroutine, Sighting seen) {
        List<StackTraceElement> stack = seen.stack();
        return new GoroutineState(goroutine.id(), seen.name(), seen.reason(),
                Duration.ofNanos(System.nanoTime() - seen.since()), stack == null ? List.of() : stack,
                goroutine.createdBy(), goroutine.creator());
    }

    private static @Nullable Sighting see(Thread thread, @Nullable Sighting before, @Nullable SharedStacks stacks) {
        for (int i = 1;; i++) {
            Object blocker = LockSupport.getBlocker(thread);
            Thread.State state = thread.getState();
            if (state == Thread.State.TERMINATED) {
                return null;
            }
            StackTraceElement[] calls = thread.getStackTrace();
            if (blocker == LockSupport.getBlocker(thread) || i == ATTEMPTS) {
                int wait = idOf(blocker);
                long since =
                        before != null && wait != 0 && before.waitId() == wait ? before.since() : System.nanoTime();
                List<StackTraceElement> stack = Stack.trim(calls);
                return new Sighting(wait, since, thread.getName(), reason(thread, blocker, state, calls),
                        stacks == null ? stack : stacks.share(stack));
            }
        }
    }

    /** Tells one wait from another; 0 for what is not one of the library's waits, which may be waited for repeatedly. */
    private static int idOf(@Nullable Object blocker) {
        return blocker instanceof Wait ? System.identityHashCode(blocker) : 0;
    }

    private static String reason(Thread thread, @Nullable Object blocker, Thread.State state,
            StackTraceElement[] calls) {
        if (blocker instanceof Wait wait) {
            return wait.isParked() ? wait.toString() : "runnable";
        }
        if (thread == Thread.currentThread()) {
            return "running";
        }
        if (blocker instanceof WaitReason reason) {
            return reason.toString(); // it pauses for a moment
        }
        return switch (state) {
            case NEW, RUNNABLE, TERMINATED -> "runnable";
            case BLOCKED -> BLOCKED;
            case WAITING, TIMED_WAITING -> {
                if (called(calls, "java.lang.Thread", "sleep")) {
                    yield "sleep";
                }
                if (called(calls, "sun.nio.ch.", "")) {
                    yield IO_WAIT;
                }
                yield "waiting" + (blocker == null ? "" : " for " + nameOf(blocker));
            }
        };
    }

    private static boolean called(StackTraceElement[] calls, String className, String method) {
        for (StackTraceElement call : calls) {
            String c = call.getClassName();
            if (c.startsWith(className) && call.getMethodName().startsWith(method)) {
                return true;
            }
            if (!c.startsWith("java.lang.") && !c.startsWith("jdk.internal.") && !c.startsWith("sun.")
                    && !c.startsWith("java.util.concurrent.locks.")) {
                return false;
            }
        }
        return false;
    }

    /** {@code ReentrantLock}, for instance. */
    private static String nameOf(Object blocker) {
        String name = blocker.getClass().getName();
        int end = name.indexOf('$');
        return end > 0 ? name.substring(0, end) : name;
    }
}

package dev.weft.support;

import dev.weft.Go;
import dev.weft.Task;
import java.time.Duration;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The rules for tests with threads, in one place:
 *
 * <pre>{@code
 * @RegisterExtension
 * final Goroutines g = new Goroutines();
 * }</pre>
 *
 * <ul>
 *   <li>Threads are started by {@link #go} or {@link #platform}. A failure in one of them fails the test, and a test is
 *       over only when all of them have ended: they are joined after each test.
 *   <li>No test passes because it has slept for long enough. Tests wait for a state: {@link #awaitParked} for a thread
 *       that waits for the given reason, {@link #awaitUntil} for anything else.
 *   <li>Nothing waits forever: after {@link #LONG} the test fails, with what all known threads do.
 * </ul>
 */
public final class Goroutines implements AfterEachCallback {
    /**
     * Much longer than anything that works takes, even on a loaded machine. {@code -Dweft.timeScale=10} for slower
     * machines.
     */
    public static final Duration LONG = Duration.ofSeconds(60 * Long.getLong("weft.timeScale", 1));

    /** Those that have not been joined. */
    private static final Set<Thread> STARTED = ConcurrentHashMap.newKeySet();

    private final Queue<Thread> threads = new ConcurrentLinkedQueue<>();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

    /** Starts a goroutine. */
    public Thread go(Task<?> task) {
        return track(Go.go(() -> guarded(task)));
    }

    /** Starts a platform thread. */
    public Thread platform(Task<?> task) {
        return track(Thread.ofPlatform().daemon().start(() -> guarded(task)));
    }

    /** Starts a goroutine or a platform thread. */
    public Thread start(boolean virtual, Task<?> task) {
        return virtual ? go(task) : platform(task);
    }

    /** Waits until the thread has ended. */
    public void join(Thread thread) {
        try {
            if (!thread.join(LONG)) {
                throw hangs(thread + " has not ended");
            }
            STARTED.remove(thread);
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted while joining " + thread, e);
        }
    }

    /** Waits until all threads have ended, and fails if one of them has failed. */
    public void joinAll() {
        for (Thread t; (t = threads.poll()) != null;) {
            join(t);
        }
        Throwable first = failures.poll();
        if (first != null) {
            AssertionError error = new AssertionError("a thread of the test failed: " + first, first);
            failures.forEach(error::addSuppressed);
            failures.clear();
            throw error;
        }
    }

    /** Waits until the thread is parked, and for the given reason, such as {@code chan receive}. */
    public static void awaitParked(Thread thread, String reason) {
        awaitUntil(() -> isParked(thread, reason), () -> thread + " is not parked for '" + reason + "' but "
                + thread.getState() + " for '" + LockSupport.getBlocker(thread) + "'");
    }

    /** Whether the thread is parked now, for the given reason. */
    public static boolean isParked(Thread thread, String reason) {
        Object blocker = LockSupport.getBlocker(thread);
        Thread.State state = thread.getState();
        return blocker != null
                && blocker.toString().equals(reason)
                && (state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING);
    }

    /** Waits until the condition holds. */
    public static void awaitUntil(BooleanSupplier condition) {
        awaitUntil(condition, () -> "the condition does not come true");
    }

    private static void awaitUntil(BooleanSupplier condition, java.util.function.Supplier<String> what) {
        long deadline = System.nanoTime() + LONG.toNanos();
        for (int i = 0; !condition.getAsBoolean(); i++) {
            if (System.nanoTime() - deadline > 0) {
                throw hangs(what.get());
            }
            if (i < 100) {
                Thread.onSpinWait();
            } else {
                LockSupport.parkNanos(100_000); // leaves the processor and the carrier to other threads
            }
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        joinAll();
    }

    private Thread track(Thread thread) {
        threads.add(thread);
        STARTED.add(thread);
        return thread;
    }

    private void guarded(Task<?> task) {
        try {
            task.run();
        } catch (Throwable t) {
            failures.add(t);
        }
    }

    /** The failure of a test that hangs, with what all known threads do in its message. */
    private static AssertionError hangs(String what) {
        return new AssertionError(what + "\n" + dump());
    }

    /**
     * What all threads do that are known: goroutines, those that tests have started, and platform threads. Not the
     * JDK's dump of all threads, which can crash the virtual machine while goroutines hand over to each other.
     */
    private static String dump() {
        StringBuilder text = new StringBuilder(dev.weft.Goroutines.dump());
        STARTED.forEach(thread -> describe(text, thread, thread.getStackTrace()));
        Thread.getAllStackTraces().forEach((thread, calls) -> describe(text, thread, calls));
        return text.toString();
    }

    private static void describe(StringBuilder text, Thread thread, StackTraceElement[] calls) {
        text.append("\n\n").append(thread).append(' ').append(thread.getState()).append(", blocked by ")
                .append(LockSupport.getBlocker(thread));
        for (StackTraceElement call : calls) {
            text.append("\n\tat ").append(call);
        }
    }
}

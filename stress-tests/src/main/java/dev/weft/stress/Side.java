package dev.weft.stress;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * One side of a test. jcstress knows platform threads only, so its actors and its arbiter run their steps through this
 * class: as they are, on the actor's own thread, or in a goroutine that the actor starts and the arbiter joins
 * ({@code -Dweft.stress.goroutines=true}). A test is run both ways.
 *
 * <p>A wake-up that got lost would let jcstress wait for ever. Here it becomes a failure: on platform threads through
 * {@link Watch}, with goroutines because the arbiter does not wait for longer than {@link #LONG}.
 */
public final class Side {
    static final boolean GOROUTINES = Boolean.getBoolean("weft.stress.goroutines");

    /** Far above what any side takes, on a loaded machine too. Where a wake-up is missing on purpose, it may be less. */
    public static final Duration LONG = Duration.ofSeconds(Integer.getInteger("weft.stress.patience", 30));

    /** A queue of waiters that is new spins at the wait after these; see SpinPolicy. */
    public static final int WAITS_BEFORE_A_PROBE = 8;

    static {
        if (!GOROUTINES) {
            Watch.start();
        }
    }

    private Thread thread;
    private int found;
    private Throwable failure;

    /** The element, or 0 for none. */
    public static int value(Integer element) {
        return element == null ? 0 : element;
    }

    /** For the constructor of a state that needs somebody to wait already. */
    public static void awaitUntil(BooleanSupplier condition) {
        long end = System.nanoTime() + LONG.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new IllegalStateException("a state waits for ever");
            }
            Thread.yield();
        }
    }

    /** For an actor. */
    public void run(Steps steps) {
        if (GOROUTINES) {
            go(steps);
        } else {
            take(steps);
            Watch.progress();
        }
    }

    /** For the constructor of a state: a third side, in a thread of its own, which may start before the actors do. */
    public Side go(Steps steps) {
        Runnable task = () -> take(steps);
        thread = GOROUTINES ? Thread.startVirtualThread(task) : Thread.ofPlatform().daemon().start(task);
        return this;
    }

    /** The thread of this side, to interrupt it; only after {@link #go}. */
    public Thread thread() {
        return thread;
    }

    /** For the arbiter: what was found. What the side has written is there to read afterwards. */
    public int found() {
        if (thread != null) {
            join();
        }
        if (failure != null) {
            throw new IllegalStateException(failure);
        }
        return found;
    }

    /** The arbiter runs after the actors have ended, or joins their goroutines: so plain fields will do. */
    private void take(Steps steps) {
        try {
            found = steps.run();
        } catch (Throwable t) {
            failure = t;
        }
    }

    private void join() {
        try {
            if (!thread.join(LONG)) {
                IllegalStateException stuck = new IllegalStateException("a side waits for ever");
                stuck.setStackTrace(thread.getStackTrace());
                thread.interrupt();
                throw stuck;
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

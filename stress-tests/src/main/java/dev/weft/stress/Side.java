package dev.weft.stress;

import dev.weft.Go;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * One side of a test. jcstress knows platform threads only, so its actors and its arbiter run their steps through this
 * class: either on the actor's own thread, or in a goroutine that the actor starts and the arbiter joins
 * ({@code -Dweft.stress.goroutines=true}). Every test runs both ways.
 *
 * <p>A lost wake-up would make jcstress wait forever. Here it becomes a failure: on platform threads through
 * {@link Watch}, with goroutines because the arbiter does not wait for longer than {@link #LONG}.
 */
public final class Side {
    static final boolean GOROUTINES = Boolean.getBoolean("weft.stress.goroutines");

    /**
     * Far longer than any side takes, even on a loaded machine. A run of a mutant in which a wake-up is missing on
     * purpose may set less.
     */
    public static final Duration LONG = Duration.ofSeconds(Integer.getInteger("weft.stress.patience", 20));

    /** A new queue of waiters first spins after this many waits; see SpinCredit. */
    public static final int WAITS_BEFORE_A_PROBE = 8;

    static {
        if (!GOROUTINES) {
            Watch.start();
        }
    }

    private Thread thread;
    private int found;
    private Throwable failure;

    /** Returns the element, or 0 for none. */
    public static int value(Integer element) {
        return element == null ? 0 : element;
    }

    /** For the constructor of a state in which a side must already be waiting. */
    public static void awaitUntil(BooleanSupplier condition) {
        long end = System.nanoTime() + LONG.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new IllegalStateException("a state waits for ever");
            }
            Thread.yield();
        }
    }

    /** Runs the steps; for an actor. */
    public void run(Steps steps) {
        if (GOROUTINES) {
            go(steps);
        } else {
            take(steps);
            Watch.progress();
        }
    }

    /**
     * Starts a third side in a thread of its own, which may start before the actors do; for the constructor of a state.
     */
    public Side go(Steps steps) {
        Runnable task = () -> take(steps);
        thread = GOROUTINES ? Go.threadFactory().newThread(task) : Thread.ofPlatform().daemon().unstarted(task);
        thread.start();
        return this;
    }

    /** Returns the thread of this side, to interrupt it; only after {@link #go}. */
    public Thread thread() {
        return thread;
    }

    /** Returns what this side found; for the arbiter, which also sees everything that the side has written. */
    public int found() {
        if (thread != null) {
            join();
        }
        if (failure != null) {
            throw new IllegalStateException(failure);
        }
        return found;
    }

    /** Plain fields will do: the arbiter runs after the actors have ended, or joins their goroutines. */
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

package dev.weft.support;

import dev.weft.Call;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.Assertions;

/**
 * A call that runs in a thread of its own, and its outcome. Methods that look at the outcome wait for it first.
 *
 * @param <T> the type of the result
 */
public final class Outcome<T> {
    private final Goroutines threads;
    private final Thread thread;

    // Written by the thread, read after it was joined.
    private T value;
    private Throwable failure;
    private boolean interrupted;

    private Outcome(Goroutines threads, boolean virtual, Call<T, ?> call) {
        this.threads = threads;
        this.thread = threads.start(virtual, () -> {
            try {
                value = call.call();
            } catch (Throwable t) {
                failure = t;
            }
            interrupted = Thread.currentThread().isInterrupted();
        });
    }

    /** Starts the call in a goroutine or a platform thread. */
    public static <T> Outcome<T> start(Goroutines threads, boolean virtual, Call<T, ?> call) {
        return new Outcome<>(threads, virtual, call);
    }

    /** The thread of the call. */
    public Thread thread() {
        return thread;
    }

    /** Waits until the call is parked, for the given reason. */
    public Outcome<T> awaitParked(String reason) {
        Goroutines.awaitParked(thread, reason);
        return this;
    }

    /** Whether the call is still parked, for the given reason. */
    public boolean isParked(String reason) {
        return Goroutines.isParked(thread, reason);
    }

    /** Waits until the call has ended. */
    public Outcome<T> join() {
        threads.join(thread);
        return this;
    }

    /** The result of the call, which must not have failed. */
    public T value() {
        join();
        if (failure != null) {
            throw new AssertionError("the call failed: " + failure, failure);
        }
        return value;
    }

    /** What the call threw, or null. */
    public Throwable failure() {
        return join().failure;
    }

    /** Asserts about what the call threw. */
    public AbstractThrowableAssert<?, ? extends Throwable> assertFailure() {
        return Assertions.assertThat(failure());
    }

    /** Whether the thread's interrupt flag was set when the call had ended. */
    public boolean interruptFlag() {
        return join().interrupted;
    }
}

package dev.weft.internal.goroutine;

import dev.weft.UncheckedInterruptedException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** How a program has ended: {@code main} has returned, or a goroutine has failed, whichever came first. */
final class Outcome {
    /** The outcome if {@code main} has returned. Otherwise the outcome is what was thrown. */
    static final Object RETURNED = new Object();

    private final AtomicReference<@Nullable Object> outcome = new AtomicReference<>();

    /** Sets the outcome, unless it has been set before; returns whether it does. */
    boolean set(Object how) {
        return outcome.compareAndSet(null, how);
    }

    boolean isSet() {
        return outcome.get() != null;
    }

    /** What has failed; null if nothing has. */
    @Nullable Throwable failure() {
        return outcome.get() instanceof Throwable failure ? failure : null;
    }

    /**
     * Throws the failure, if there is one.
     *
     * @param interrupted whether the current thread has been interrupted while it waited for the end
     * @return true if main has returned; false if the program was ended by others, or by nobody
     */
    boolean throwFailure(boolean interrupted) throws Exception {
        Object end = outcome.get();
        if (end instanceof InterruptedException e) {
            throw e; // main's
        }
        if (interrupted || end instanceof UncheckedInterruptedException) {
            Thread.currentThread().interrupt();
        }
        if (end instanceof Throwable failure) {
            throw Goroutine.<RuntimeException>asIs(failure);
        }
        return end != null;
    }
}

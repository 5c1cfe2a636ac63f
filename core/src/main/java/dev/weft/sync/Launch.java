package dev.weft.sync;

import dev.weft.Go;
import dev.weft.Task;
import dev.weft.internal.wait.StackReserve;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The start of a goroutine that others depend on: either the goroutine begins, or its start fails, but never both.
 *
 * <p>Starting a virtual thread hands it to the scheduler, which may then try to add a carrier thread. If there is no
 * memory or no native thread for the carrier, or the stack is full, {@code start} throws although the goroutine may
 * begin later, or has begun already. So whichever comes first decides: the goroutine or the failure.
 */
final class Launch implements Task<Exception> {
    private final Task<?> task;
    private final AtomicBoolean decided = new AtomicBoolean();

    Launch(Task<?> task) {
        this.task = task;
    }

    /** Starts the goroutine; to be called once. If it throws, the task is not run. */
    void go() {
        StackReserve.check();
        try {
            Go.go(this);
        } catch (Throwable t) {
            if (decided.compareAndSet(false, true)) {
                throw t;
            } // otherwise it has begun
        }
    }

    @Override
    public void run() throws Exception {
        if (decided.compareAndSet(false, true)) {
            task.run();
        }
    }
}

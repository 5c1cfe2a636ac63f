package dev.weft.sync;

import dev.weft.Go;
import dev.weft.Task;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The start of a goroutine that others count on: either it begins, or to start it has failed, but not both.
 *
 * <p>To start a virtual thread is to hand it to the scheduler, and then perhaps to make one more thread that runs such
 * threads. If there is no memory for that one, or no native thread to be had, or the stack is full, {@code start} throws
 * although the goroutine may begin, or has begun already. So whoever comes first, the goroutine or the failure, decides.
 */
final class Launch implements Task<Exception> {
    private final Task<?> task;
    private final AtomicBoolean decided = new AtomicBoolean();

    Launch(Task<?> task) {
        this.task = task;
    }

    /** Starts the goroutine, once; if it throws, the task is not run. */
    void go() {
        StackReserve.check();
        try {
            Go.go(this);
        } catch (Throwable t) {
            if (decided.compareAndSet(false, true)) {
                throw t;
            } // or else it has begun
        }
    }

    @Override
    public void run() throws Exception {
        if (decided.compareAndSet(false, true)) {
            task.run();
        }
    }
}

package dev.weft.internal;

import dev.weft.Go;
import dev.weft.ReceiveChannel;
import dev.weft.Select;
import dev.weft.Task;
import dev.weft.context.AfterFunc;
import dev.weft.context.Context;

/**
 * A function that waits for a context to be done: a leaf of the tree. Whoever closes its channel first decides what
 * becomes of it: the context starts it, {@link #stop} does not.
 */
public final class PendingFunction extends DoneChannel implements AfterFunc {
    private final Task<?> function;

    private PendingFunction(Task<?> function) {
        this.function = function;
    }

    /**
     * Lets a function wait.
     *
     * @param context for what
     * @param function what to start then
     * @return the handle
     */
    public static AfterFunc start(Context context, Task<?> function) {
        PendingFunction pending = new PendingFunction(function);
        ReceiveChannel<?> done = context.done();
        if (!pending.join(context, done)) {
            Go.go(() -> pending.watch(done));
        }
        return pending;
    }

    /** Watches the channel of a context of somebody else's; then it is itself the goroutine that runs the function. */
    private void watch(ReceiveChannel<?> done) throws Exception {
        if (Select.select(Select.receive(done), Select.receive(this)) == 0 && stop()) {
            function.run();
        }
    }

    @Override
    public boolean stop() {
        return cancel(End.STOPPED);
    }

    @Override
    void ended(End why) {
        if (why != End.STOPPED) {
            Go.go(function);
        }
    }
}

package dev.weft.internal;

import dev.weft.ReceiveChannel;
import dev.weft.Select;
import dev.weft.Task;
import dev.weft.context.AfterFunc;
import dev.weft.context.Context;
import org.jspecify.annotations.Nullable;

/**
 * A function that waits for a context to be done: a leaf of the tree. Whoever closes its channel first decides what
 * becomes of it: the context starts it, {@link #stop} does not.
 *
 * <p>Its goroutine belongs to the program of the one that lets it wait. Only the tie between a context and its parent
 * belongs to none: a context may be in use longer than the program in which it was made.
 */
public final class PendingFunction extends DoneChannel implements AfterFunc {
    private final Task<?> function;
    private final @Nullable Program program;

    /** Ends a channel, and all below, when the context is done. */
    record Tie(DoneChannel channel, Context parent) implements Task<RuntimeException> {
        @Override
        public void run() {
            channel.endBelow(End.of(parent));
        }
    }

    private PendingFunction(Task<?> function) {
        this.function = function;
        this.program = function instanceof Tie ? null : Program.current();
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
            Goroutine.startIn(pending.program, () -> pending.watch(done));
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
            Goroutine.startIn(program, function);
        }
    }
}

package dev.weft.context;

import dev.weft.ReceiveChannel;
import dev.weft.Select;
import dev.weft.Task;
import dev.weft.internal.goroutine.Origin;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A function that waits for a context to be done: a leaf of the tree. Whatever closes its channel first decides what
 * becomes of it: if the context does, the function is started; if {@link #stop} does, it is not.
 *
 * <p>Its goroutine belongs to the program of the goroutine that registered the function. Only a {@link Tie}, between a
 * context and its parent, belongs to no program (or to that of the bubble): a context may be in use longer than the
 * program in which it was made.
 */
final class PendingFunction extends DoneChannel implements AfterFunc {
    private final Task<?> function;
    private final Origin origin;

    /** Ends a channel, and everything below it, when the parent is done, even if the parent fails to say why. */
    record Tie(DoneChannel channel, Context parent) implements Task<RuntimeException> {
        @Override
        public void run() {
            End why = End.CANCELED;
            try {
                why = End.of(parent);
            } finally {
                channel.endBelow(why);
            }
        }
    }

    private PendingFunction(Task<?> function) {
        this.function = function;
        this.origin = function instanceof Tie ? Origin.ofLibrary() : Origin.here();
    }

    /**
     * Registers a function.
     *
     * @param context what it waits for
     * @param nearest the channel of the nearest of the library's own contexts among the context and its ancestors
     * @param function what to start when the context is done
     * @return the handle
     */
    static AfterFunc start(Context context, @Nullable DoneChannel nearest, Task<?> function) {
        PendingFunction pending = new PendingFunction(Objects.requireNonNull(function, "f"));
        ReceiveChannel<?> done = context.done();
        if (!pending.join(context, done, nearest)) {
            pending.origin.start(() -> pending.watch(done));
        }
        return pending;
    }

    /** Watches the channel of a third-party context, and then runs the function in this same goroutine. */
    private void watch(ReceiveChannel<?> done) throws Exception {
        if (Select.select(Select.receive(done), Select.receive(this)) == 0 && stop()) {
            function.run();
        }
    }

    @Override
    public boolean stop() {
        checkChange("stop of");
        return cancel(End.STOPPED);
    }

    /** Closes the handle, that is, calls the function off. The channel itself is never closed without a reason. */
    @Override
    public void close() {
        stop();
    }

    @Override
    void ended(End why) {
        if (why != End.STOPPED) {
            origin.startOrTell(function);
        }
    }
}

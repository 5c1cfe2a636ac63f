package dev.weft.context;

import dev.weft.ReceiveChannel;
import dev.weft.Select;
import dev.weft.Task;
import dev.weft.internal.goroutine.Origin;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A function that waits for a context to be done: a leaf of the tree. Whoever closes its channel first decides what
 * becomes of it: the context starts it, {@link #stop} does not.
 *
 * <p>Its goroutine belongs to the program of the one that lets it wait. Only the tie between a context and its parent
 * belongs to none: a context may be in use longer than the program in which it was made.
 */
final class PendingFunction extends DoneChannel implements AfterFunc {
    private final Task<?> function;
    private final Origin origin;

    /** Ends a channel, and all below, when the context is done; also if that cannot say why. */
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
        this.origin = function instanceof Tie ? Origin.NONE : Origin.here();
    }

    /**
     * Lets a function wait.
     *
     * @param context for what
     * @param nearest the channel of the nearest context of the library's own among it and its ancestors
     * @param function what to start then
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

    /** As the handle of a function, not as the channel: whoever closes that must say why. */
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

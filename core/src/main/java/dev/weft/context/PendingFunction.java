package dev.weft.context;

import dev.weft.ReceiveChannel;
import dev.weft.Select;
import dev.weft.Task;
import dev.weft.internal.goroutine.Origin;
import dev.weft.internal.wait.Nap;
import dev.weft.internal.wait.StackReserve;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A function that waits for a context to be done: a leaf of the tree. Whatever closes its channel first decides what
 * becomes of it: if the context does, the function is started; if {@link #stop} does, it is not.
 *
 * <p>Its goroutine belongs to the program of the goroutine that registered the function. Only a {@link Tie}, between a
 * context and its parent, belongs to no program (or to that of the bubble): a context may be in use longer than the
 * program in which it was made.
 *
 * <p><b>A third-party context</b> is watched by that goroutine from the beginning. If it has no memory to wait with, it
 * tries again until it has. If it is interrupted, because its program is to stop, it watches no longer. A function is
 * not run then, as it would belong to that program; but a Tie ends its context, rather than leave it without a parent.
 * (A Tie may be made after its bubble has been asked to stop, by code that cleans up. The goroutine of such a Tie is
 * asked to stop as well, and ignores that.)
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
        StackReserve.checkForSeveral(); // or the JDK's scheduler could be left half-changed, for all
        PendingFunction pending = new PendingFunction(Objects.requireNonNull(function, "f"));
        ReceiveChannel<?> done = context.done();
        if (!pending.join(context, done, nearest)) {
            boolean late = function instanceof Tie && pending.origin.hasEnded();
            pending.origin.start(() -> pending.watch(done, late));
        }
        return pending;
    }

    /** Watches the channel of a third-party context, and then runs the function in this same goroutine. */
    private void watch(ReceiveChannel<?> done, boolean late) throws Exception {
        if (late) {
            Thread.interrupted(); // it has been asked to stop before it began
        }
        boolean runs;
        try {
            runs = awaitEnd(done) && stop();
        } catch (Throwable t) {
            if (function instanceof Tie tie && stop()) {
                tie.channel.endBelow(End.CANCELED);
            }
            throw t;
        }
        if (runs) {
            function.run();
        }
    }

    /** Waits until the context is done; false if the function has been called off first. */
    private boolean awaitEnd(ReceiveChannel<?> done) throws InterruptedException {
        for (long nap = Nap.FIRST;;) {
            try {
                return Select.select(Select.receive(done), Select.receive(this)) == 0;
            } catch (OutOfMemoryError e) {
                nap = Nap.take(nap);
            }
        }
    }

    @Override
    public boolean stop() {
        checkChange("stop of");
        return cancel(End.STOPPED);
    }

    /** Like {@link #stop}, for a caller that has made sure of the stack. */
    void stopSurely() {
        checkChange("stop of");
        cancelSurely(End.STOPPED);
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

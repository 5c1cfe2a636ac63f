package dev.weft.internal.channel;

import dev.weft.ReceiveChannel;
import dev.weft.Unit;
import org.jspecify.annotations.Nullable;

/**
 * The channel of a context that is never done: nothing can ever be received from it. All such contexts share this one,
 * so a select must not queue up on it; there it counts as a nil channel, which is what Go has in its place.
 */
public final class NeverChannel extends ReceiveOnlyChannel<Unit> {
    /** The only instance. */
    public static final ReceiveChannel<Unit> INSTANCE = new NeverChannel();

    private NeverChannel() {}

    @Override
    public boolean canReceive() {
        return false;
    }

    @Override
    public boolean looksFilled() {
        return false;
    }

    @Override
    public @Nullable Object take() {
        return null;
    }

    @Override
    public String toString() {
        return "Channel[never]";
    }
}

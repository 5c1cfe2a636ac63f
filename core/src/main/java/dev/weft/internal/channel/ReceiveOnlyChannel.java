package dev.weft.internal.channel;

import dev.weft.ReceiveChannel;
import dev.weft.internal.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * A channel on which nobody sends: what can be received from it arises by itself, when time has passed or a context is
 * done.
 *
 * <p>It is the one kind that {@link ReceiveChannel} names besides {@link dev.weft.Channel}: a sealed interface has to
 * name its subtypes, and this way it need not know about timers and contexts.
 *
 * @param <T> the type of the elements
 */
public abstract non-sealed class ReceiveOnlyChannel<T> extends ChannelCore<T> implements ReceiveChannel<T> {
    /**
     * For subclasses.
     *
     * @param clock the clock that it follows, or of the bubble that it belongs to; null if there is neither
     */
    protected ReceiveOnlyChannel(@Nullable Clock clock) {
        super(clock);
    }

    @Override
    protected final boolean canSend() {
        throw new AssertionError("not a SendChannel");
    }

    @Override
    public final boolean looksFree() {
        throw new AssertionError("not a SendChannel");
    }

    @Override
    public final boolean put(Object value) {
        throw new AssertionError("not a SendChannel");
    }
}

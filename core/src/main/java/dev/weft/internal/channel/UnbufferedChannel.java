package dev.weft.internal.channel;

import dev.weft.Channel;
import dev.weft.internal.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * A channel without a buffer: a value goes from hand to hand, and whoever comes first waits for the other.
 *
 * @param <T> the type of the elements
 */
public final class UnbufferedChannel<T> extends ChannelCore<T> implements Channel<T> {
    /** Creates an open channel, which belongs to the bubble of the current thread, if there is one. */
    public UnbufferedChannel() {
        this(Clock.virtual());
    }

    /**
     * Creates an open channel.
     *
     * @param bubble the clock of the bubble that it belongs to; null if to none
     */
    public UnbufferedChannel(@Nullable Clock bubble) {
        super(bubble);
    }

    @Override
    public boolean canReceive() {
        return closed || hasSender();
    }

    @Override
    protected boolean canSend() {
        return hasReceiver();
    }

    @Override
    public boolean looksFilled() {
        return closed || looksLikeSender();
    }

    @Override
    public boolean looksFree() {
        return closed || looksLikeReceiver();
    }

    @Override
    public @Nullable Object take() {
        Object value = takeFromSender();
        return value == null && closed ? CLOSED : value;
    }

    @Override
    public boolean put(Object value) {
        return hand(value);
    }
}

package dev.weft;

import dev.weft.internal.ChannelCore;
import org.jspecify.annotations.Nullable;

/**
 * A case that receives, Go's {@code case v, ok := <-ch}; made by {@link Select#receive}.
 *
 * @param <T> the type of the elements
 */
public final class ReceiveCase<T> extends SelectCase {
    private @Nullable T value;
    private boolean ok;

    ReceiveCase(@Nullable ReceiveChannel<? extends T> channel) {
        this.channel = (ChannelCore<?>) channel;
    }

    /**
     * What the last select received by this case.
     *
     * @return the value; null if another case was chosen, or if the channel was closed and drained
     */
    public @Nullable T value() {
        return value;
    }

    /**
     * Whether the last select received a value by this case.
     *
     * @return true if a value that somebody sent was received; false if another case was chosen, or if the
     *     channel was closed and drained
     */
    public boolean ok() {
        return ok;
    }

    /**
     * Aims the case at another channel.
     *
     * @param next where to receive from at the next select; null is never ready
     * @return this case
     * @throws IllegalStateException if a select of another thread is using the case
     */
    public ReceiveCase<T> channel(@Nullable ReceiveChannel<? extends T> next) {
        checkIdle();
        channel = (ChannelCore<?>) next;
        return this;
    }

    @Override
    boolean ready(ChannelCore<?> locked) {
        return locked.canReceive();
    }

    @Override
    boolean proceed(ChannelCore<?> locked) {
        Object taken = locked.take();
        if (taken == null) {
            return false;
        }
        if (taken != ChannelCore.CLOSED) {
            complete(taken, true);
        }
        return true;
    }

    @Override
    boolean sends() {
        return false;
    }

    @Override
    @Nullable Object outgoing() {
        return null;
    }

    @Override
    @SuppressWarnings("unchecked") // only elements of type T come out of the channel
    void complete(@Nullable Object received, boolean got) {
        value = (T) received;
        ok = got;
    }

    @Override
    void reset() {
        value = null;
        ok = false;
    }
}

package dev.weft;

import dev.weft.internal.ChannelCore;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A case that sends, Go's {@code case ch <- v}; made by {@link Select#send}. It keeps its value from select to
 * select, whether it was sent or not.
 *
 * @param <T> the type of the value
 */
public final class SendCase<T> extends SelectCase {
    private @Nullable T value;

    SendCase(@Nullable SendChannel<? super T> channel, @Nullable T value) {
        this.channel = (ChannelCore<?>) channel;
        this.value = value;
    }

    /**
     * Gives the case another value.
     *
     * @param next what to send at the next select; null only if the channel is null then
     * @return this case
     * @throws IllegalStateException if a select of another thread is using the case
     */
    public SendCase<T> value(@Nullable T next) {
        checkIdle();
        value = next;
        return this;
    }

    /**
     * Aims the case at another channel.
     *
     * @param next where to send to at the next select; null is never ready
     * @return this case
     * @throws IllegalStateException if a select of another thread is using the case
     */
    public SendCase<T> channel(@Nullable SendChannel<? super T> next) {
        checkIdle();
        channel = (ChannelCore<?>) next;
        return this;
    }

    @Override
    boolean ready(ChannelCore<?> locked) {
        return locked.sendReady();
    }

    @Override
    boolean proceed(ChannelCore<?> locked) {
        return locked.put(Objects.requireNonNull(value)); // not null: checked on entry
    }

    @Override
    boolean sends() {
        return true;
    }

    @Override
    @Nullable Object outgoing() {
        return value;
    }

    @Override
    void complete(@Nullable Object received, boolean ok) {
        // a send has no result
    }

    @Override
    void reset() {
        // the value stays
    }
}

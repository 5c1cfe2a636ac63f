package dev.weft;

import org.jspecify.annotations.Nullable;

/**
 * A case that sends, Go's {@code case ch <- v}; made by {@link Select#send}. It keeps its value from select to
 * select, whether it was sent or not.
 *
 * <p><b>Memory consistency effects</b>: those of a send, if it was chosen; see {@link SelectCase}.
 *
 * @param <T> the type of the value
 */
public final class SendCase<T> extends SelectCase {
    private @Nullable T value;

    SendCase(@Nullable SendChannel<? super T> channel, @Nullable T value) {
        super(true, channel);
        this.value = value;
    }

    /**
     * Gives the case another value.
     *
     * @param next what to send at the next select; null only if the channel is then null too
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
        aim(next);
        return this;
    }

    @Override
    @Nullable Object valueToSend() {
        return value;
    }

    @Override
    String describeResult() {
        return chosen() ? ": sent" : "";
    }

    @Override
    boolean isForgotten() {
        return value != null; // null must be rejected on entry
    }

    @Override
    void received(@Nullable Object received, boolean successful) {
        // a send receives nothing, and keeps its value
    }
}

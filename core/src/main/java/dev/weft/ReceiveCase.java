package dev.weft;

import org.jspecify.annotations.Nullable;

/**
 * A case that receives, Go's {@code case v, ok := <-ch}; made by {@link Select#receive}.
 *
 * <p><b>Memory consistency effects</b>: those of a receive, if it was chosen; see {@link SelectCase}.
 *
 * @param <T> the type of the elements
 */
public final class ReceiveCase<T> extends SelectCase {
    private @Nullable T value;
    private boolean ok;

    ReceiveCase(@Nullable ReceiveChannel<? extends T> channel) {
        super(false, channel);
    }

    /**
     * Returns what the last select received through this case.
     *
     * @return the value; null if another case was chosen, or if the channel was closed and drained
     */
    public @Nullable T value() {
        return value;
    }

    /**
     * Returns what the last select received through this case, or a zero value of your choice: {@code int n =
     * in.valueOr(0)}.
     *
     * @param zero what to return instead of null; null makes this the same as {@link #value()}
     * @return the value; {@code zero} if another case was chosen, or if the channel was closed and drained
     */
    public T valueOr(T zero) {
        T v = value;
        return v == null ? zero : v;
    }

    /**
     * Returns whether the last select received a value through this case.
     *
     * @return true if it received a value that was sent; false if another case was chosen, or if the channel was closed
     *     and drained
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
        aim(next);
        return this;
    }

    @Override
    @Nullable Object valueToSend() {
        return null;
    }

    @Override
    String describeResult() {
        return chosen() ? ok ? ": received" : ": closed" : "";
    }

    @Override
    boolean isForgotten() {
        return value == null && !ok;
    }

    @Override
    @SuppressWarnings("unchecked") // only elements of type T come out of the channel
    void received(@Nullable Object received, boolean successful) {
        value = (T) received;
        ok = successful;
    }
}

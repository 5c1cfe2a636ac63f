package dev.weft.internal.channel;

import dev.weft.UncheckedInterruptedException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Spliterator;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * {@code for v := range ch}, as an iterator or as a spliterator. {@link #hasNext} receives; {@link #tryAdvance}
 * receives exactly what it passes on.
 *
 * @param <T> the type of the elements
 */
final class ChannelIterator<T> implements Iterator<T>, Spliterator<T> {
    private final ChannelCore<T> channel;
    private @Nullable T next;

    /**
     * Creates an iterator.
     *
     * @param channel where to receive from
     */
    ChannelIterator(ChannelCore<T> channel) {
        this.channel = channel;
    }

    @Override
    public boolean hasNext() {
        if (next == null) {
            next = receive();
        }
        return next != null;
    }

    @Override
    public T next() {
        T v = next == null ? receive() : next;
        if (v == null) {
            throw new NoSuchElementException("channel closed");
        }
        next = null;
        return v;
    }

    @Override
    public void forEachRemaining(Consumer<? super T> action) {
        while (tryAdvance(action)) {
            // until the channel is drained
        }
    }

    @Override
    public boolean tryAdvance(Consumer<? super T> action) {
        Objects.requireNonNull(action, "action");
        if (!hasNext()) {
            return false;
        }
        action.accept(next());
        return true;
    }

    @Override
    public @Nullable Spliterator<T> trySplit() {
        return null;
    }

    @Override
    public long estimateSize() {
        return Long.MAX_VALUE;
    }

    @Override
    public int characteristics() {
        return ORDERED | NONNULL;
    }

    private @Nullable T receive() {
        try {
            return channel.receive();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedInterruptedException(e);
        }
    }
}

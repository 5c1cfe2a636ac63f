package dev.weft;

import java.time.Duration;

/**
 * The sending side of a channel, Go's {@code chan<- T}. See {@link Channel} for the whole.
 *
 * <p>It is {@link AutoCloseable}, so that {@code try (ch) { … }} stands for {@code defer close(ch)}. Do not
 * close it inside that block as well: the second close throws, as in Go.
 *
 * <p><b>Memory consistency effects</b>: those of {@link Channel}.
 *
 * @param <T> the type of the elements, which are never null
 */
public sealed interface SendChannel<T> extends AutoCloseable permits Channel {
    /**
     * Sends a value, Go's {@code ch <- v}: waits until a receiver takes it or, with a buffer, until there is
     * room for it. On an unbuffered channel it returns only after a receiver has the value.
     *
     * @param value the value
     * @throws ChannelClosedException if the channel is closed, or is closed while this send waits ({@code send on
     *     closed channel}); then the value was not, and never will be, delivered
     * @throws InterruptedException if the thread is interrupted, before or while it waits; then the value was
     *     not sent
     * @throws NullPointerException if the value is null
     */
    void send(T value) throws InterruptedException;

    /**
     * Sends a value if that is possible at once, Go's {@code select { case ch <- v: default: }}. Never waits,
     * and ignores interrupts.
     *
     * @param value the value
     * @return whether it was sent
     * @throws ChannelClosedException if the channel is closed ({@code send on closed channel})
     * @throws NullPointerException if the value is null
     */
    boolean trySend(T value);

    /**
     * Sends a value, but waits no longer than the given time.
     *
     * @param value the value
     * @param timeout how long to wait; zero or less is one attempt
     * @return whether it was sent; if not, it never will be
     * @throws ChannelClosedException if the channel is closed, or is closed while this send waits ({@code send on
     *     closed channel})
     * @throws InterruptedException if the thread is interrupted, before or while it waits; then the value was
     *     not sent
     * @throws NullPointerException if the value or the time-out is null
     */
    boolean trySend(T value, Duration timeout) throws InterruptedException;

    /**
     * Closes the channel, Go's {@code close(ch)}: no more values will be sent. What is in the buffer can still be
     * received. Waiting receivers get null; waiting senders fail, also inside a select.
     *
     * <p>Where the channel may already be closed, because several senders close it, for instance, call {@link #tryClose}.
     *
     * @throws ChannelClosedException if the channel is already closed ({@code close of closed channel})
     */
    @Override
    void close();

    /**
     * Closes the channel unless it is already closed: for several senders, any of which may be the last. Go has no such
     * function; programs use {@code sync.Once} or {@code recover} instead. In every other respect it is {@link #close}.
     *
     * @return whether this call closed it
     */
    boolean tryClose();

    /**
     * Returns the number of elements in the buffer, Go's {@code len(ch)}: a snapshot, outdated as soon as it is taken.
     *
     * @return the number; 0 for an unbuffered channel
     */
    int len();

    /**
     * Returns the size of the buffer, Go's {@code cap(ch)}.
     *
     * @return the size; 0 for an unbuffered channel
     */
    int cap();
}

package dev.weft;

import dev.weft.internal.channel.BufferedChannel;
import dev.weft.internal.channel.UnbufferedChannel;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A Go channel: a pipe through which threads hand values to each other, one by one and in order.
 *
 * <p>Without a buffer, sender and receiver meet: each waits for the other. With a buffer of {@code n}, a send waits
 * only while {@code n} elements are in it, a receive only while it is empty. Waiters are served first come, first
 * served.
 *
 * <pre>{@code
 * Channel<String> messages = Channel.make();
 * go(() -> messages.send("ping"));
 * String msg = messages.receive();
 * }</pre>
 *
 * <p>A sender may close the channel to say that no more values will come: receivers drain the buffer, and from then on
 * get null at once. A channel need not be closed to be garbage-collected. Sending on a closed channel is a programming
 * error, and throws. Elements are never null.
 *
 * <p>Any thread may call any method: goroutines, platform threads, any mix of them. Every method that waits can be
 * interrupted. An operation that throws {@link InterruptedException} or times out did not happen; one that happened
 * returns normally. To wait for several channels at once, see {@link Select}.
 *
 * <p>The interface is sealed: all channels are made by {@link #make() make}, and no other class can implement it. A
 * method that only sends should take a {@link SendChannel}; one that only receives, a {@link ReceiveChannel}.
 *
 * <p><b>Memory consistency effects</b>, as in Go's memory model:
 *
 * <ul>
 *   <li>Actions before a send <i>happen-before</i> those after the receive of that value.
 *   <li>Actions before the k-th receive on a channel with a buffer of C <i>happen-before</i> those after the
 *       completion of the (k+C)-th send. So without a buffer, actions before a receive <i>happen-before</i>
 *       those after the matching send.
 *   <li>Actions before {@link #close} <i>happen-before</i> those after a receive that returns null because the
 *       channel is closed.
 * </ul>
 *
 * @param <T> the type of the elements
 */
public sealed interface Channel<T> extends SendChannel<T>, ReceiveChannel<T>
        permits UnbufferedChannel, BufferedChannel {
    /**
     * Makes a channel without a buffer, Go's {@code make(chan T)}.
     *
     * @param <T> the type of the elements
     * @return a new channel
     */
    static <T> Channel<T> make() {
        return ChannelFactory.unbuffered();
    }

    /**
     * Makes a channel with a buffer, Go's {@code make(chan T, n)}.
     *
     * <p>As in Go, the memory for the buffer is allocated at once: 4 or 8 bytes for each element that it can hold. There is
     * no channel with a buffer of unlimited size.
     *
     * @param capacity the size of the buffer; 0 makes a channel without one
     * @param <T> the type of the elements
     * @return a new channel
     * @throws IllegalArgumentException if the capacity is negative ({@code makechan: size out of range})
     * @throws OutOfMemoryError if there is no memory for the buffer, or the virtual machine has no arrays of that length;
     *     {@link Integer#MAX_VALUE} is too long for most
     */
    static <T> Channel<T> make(int capacity) {
        if (capacity < 0) {
            throw new IllegalArgumentException("makechan: size out of range");
        }
        return capacity == 0 ? ChannelFactory.unbuffered() : ChannelFactory.buffered(capacity);
    }

    // Declared again so that the Javadoc shows both sides on one page.

    /**
     * {@inheritDoc}
     *
     * @throws ChannelClosedException {@inheritDoc}
     * @throws NullPointerException {@inheritDoc}
     */
    @Override
    void send(T value) throws InterruptedException;

    /**
     * {@inheritDoc}
     *
     * @throws ChannelClosedException {@inheritDoc}
     * @throws NullPointerException {@inheritDoc}
     */
    @Override
    boolean trySend(T value);

    /**
     * {@inheritDoc}
     *
     * @throws ChannelClosedException {@inheritDoc}
     * @throws NullPointerException {@inheritDoc}
     */
    @Override
    boolean trySend(T value, Duration timeout) throws InterruptedException;

    /**
     * {@inheritDoc}
     *
     * @throws ChannelClosedException {@inheritDoc}
     */
    @Override
    void close();

    /**
     * Closes the channel unless it is already closed; see {@link SendChannel#tryClose}.
     *
     * @return whether this call closed it
     */
    @Override
    boolean tryClose();

    @Override
    @Nullable T receive() throws InterruptedException;

    @Override
    @Nullable T tryReceive();

    /**
     * {@inheritDoc}
     *
     * @throws NullPointerException {@inheritDoc}
     */
    @Override
    @Nullable T tryReceive(Duration timeout) throws InterruptedException;

    @Override
    boolean drained();

    @Override
    int len();

    @Override
    int cap();
}

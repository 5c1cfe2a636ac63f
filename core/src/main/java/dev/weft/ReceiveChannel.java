package dev.weft;

import dev.weft.internal.channel.ReceiveOnlyChannel;
import java.time.Duration;
import java.util.Iterator;
import java.util.Spliterator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The receiving side of a channel, Go's {@code <-chan T}. See {@link Channel} for the whole.
 *
 * <p>Elements are never null, so null means what {@code ok == false} means in Go: closed and drained. Go's {@code for v
 * := range ch} is {@code for (T v : ch)}.
 *
 * <p><b>Memory consistency effects</b>: those of {@link Channel}.
 *
 * @param <T> the type of the elements
 */
public sealed interface ReceiveChannel<T> extends Iterable<T> permits Channel, ReceiveOnlyChannel {
    /**
     * Receives a value, Go's {@code <-ch}: waits until there is one, or until the channel is closed.
     *
     * @return the value; null, at once and forever, if the channel is closed and its buffer empty
     * @throws InterruptedException if the thread is interrupted, before or while it waits; then nothing was
     *     received
     */
    @Nullable T receive() throws InterruptedException;

    /**
     * Receives a value, or returns a zero value of your choice: {@code int n = ch.receiveOr(0)}.
     *
     * @param zero what to return instead of null; null makes this the same as {@link #receive}
     * @return the value; {@code zero} if the channel is closed and its buffer empty
     * @throws InterruptedException if the thread is interrupted, before or while it waits; then nothing was
     *     received
     */
    default T receiveOr(T zero) throws InterruptedException {
        T value = receive();
        return value == null ? zero : value;
    }

    /**
     * Receives a value if there is one, Go's {@code select { case v := <-ch: default: }}. Never waits, and
     * ignores interrupts.
     *
     * @return the value; null if there is none, or if the channel is closed and its buffer empty ({@link #drained}
     *     tells which)
     */
    @Nullable T tryReceive();

    /**
     * Receives a value, but waits no longer than the given time.
     *
     * @param timeout how long to wait; zero or less is one attempt
     * @return the value; null if none came in time, or if the channel is closed and its buffer empty ({@link #drained}
     *     tells which)
     * @throws InterruptedException if the thread is interrupted, before or while it waits; then nothing was
     *     received
     * @throws NullPointerException if the time-out is null
     */
    @Nullable T tryReceive(Duration timeout) throws InterruptedException;

    /**
     * Returns whether the channel is closed and its buffer empty, so that there will never be anything to receive
     * again.
     *
     * @return true if so, and then forever; false may be outdated as soon as it is returned
     */
    boolean drained();

    /**
     * Returns an iterator that receives one value after another, Go's {@code for v := range ch}. {@code hasNext} waits
     * for a value and takes it (calling it again changes nothing), and returns false once the channel is closed and
     * drained. If the thread is interrupted, {@code hasNext} and {@code next} throw {@link
     * UncheckedInterruptedException}, with the interrupt flag set.
     *
     * @return an iterator, for one thread; several threads may each have one
     */
    @Override
    Iterator<T> iterator();

    /**
     * Returns a spliterator that receives one value after another. It is ordered, its elements are not null, and it
     * never splits; it receives only what is consumed. Interrupts are handled as in {@link #iterator}.
     *
     * @return a spliterator, for one thread
     */
    @Override
    Spliterator<T> spliterator();

    /**
     * Returns a sequential stream of the values received, which ends when the channel is closed and drained. Closing
     * the stream does not close the channel. Interrupts are handled as in {@link #iterator}.
     *
     * @return a stream
     */
    default Stream<T> stream() {
        return StreamSupport.stream(spliterator(), false);
    }

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

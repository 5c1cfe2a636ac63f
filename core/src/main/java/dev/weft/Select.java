package dev.weft;

import dev.weft.internal.time.MonotonicClock;
import java.lang.invoke.MethodHandles;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Go's {@code select}: waits until one of several sends and receives can proceed, and does that one.
 *
 * <pre>{@code
 * var in = receive(requests);
 * var stop = receive(quit);
 * for (;;) {
 *     switch (select(in, stop)) {
 *         case 0 -> handle(in.value());
 *         default -> { return; }
 *     }
 * }
 * }</pre>
 *
 * <p>Its methods are meant for static import, as in {@code import static dev.weft.Select.select;}.
 *
 * <p>The cases are {@link #receive} and {@link #send}; both select methods return the index of the case that
 * proceeded, and {@link SelectCase#chosen()} tells the same. {@link #trySelect} is a select with a {@code
 * default}. Cases can be made on the spot, or made once and used again and again, by one thread at a time:
 * every select resets its cases on entry.
 *
 * <p>The rules are Go's:
 *
 * <ul>
 *   <li>If several cases are ready, one is chosen at random, each with the same probability. The same channel,
 *       and even the same case object, may stand in several places.
 *   <li>Exactly one case proceeds; the others leave no trace.
 *   <li>Whether a case is ready is judged at one instant for all channels: {@code trySelect} finds nothing
 *       only if there was a moment at which nothing was ready.
 *   <li>A receive from a closed channel is ready. A send to a closed channel is ready too, and throws if it is
 *       chosen, also when the channel is closed while the select waits.
 *   <li>A case with a null channel, or a null in the place of a case, is never ready. If nothing else is
 *       there, {@code select} waits for ever.
 *   <li>A select that sends and receives on the same channel never meets itself.
 * </ul>
 *
 * <p><b>Memory consistency effects</b>: those of the send or receive that was chosen (see {@link Channel}).
 */
public final class Select {
    static {
        try {
            // Cases are made here, and used sooner or later; see dev.weft.internal.wait.SpinLock.
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            for (Class<?> c : List.of(Selection.class, SelectWait.class, LockOrder.class)) {
                lookup.ensureInitialized(c);
            }
        } catch (IllegalAccessException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private Select() {}

    /**
     * A case that receives, Go's {@code case v, ok := <-ch}.
     *
     * @param channel where to receive from; null is never ready
     * @param <T> the type of the elements
     * @return a new case
     */
    public static <T> ReceiveCase<T> receive(@Nullable ReceiveChannel<? extends T> channel) {
        return new ReceiveCase<>(channel);
    }

    /**
     * A case that sends, Go's {@code case ch <- v}.
     *
     * <p>Where both are null, name the type: {@code SendCase<Integer> out = send(null, null)}. With {@code var} it is {@code
     * Object}, and no channel of integers can be given to the case later.
     *
     * @param channel where to send to; null is never ready
     * @param value what to send; null only together with a null channel
     * @param <T> the type of the value
     * @return a new case
     */
    public static <T> SendCase<T> send(@Nullable SendChannel<? super T> channel, @Nullable T value) {
        return new SendCase<>(channel, value);
    }

    /**
     * Waits until one of the cases proceeds. Without a case that could ever be ready, waits until interrupted.
     *
     * @param cases the cases; the array is neither kept nor changed, and must not be changed meanwhile
     * @return the index of the case that proceeded
     * @throws InterruptedException if the thread is interrupted, before or while it waits; then no case
     *     proceeded
     * @throws ChannelClosedException if a send was chosen whose channel is closed
     * @throws NullPointerException if a case would send null to a channel that is not null
     * @throws IllegalStateException if another thread is using one of the cases
     */
    public static int select(@Nullable SelectCase... cases) throws InterruptedException {
        return Selection.select(cases, MonotonicClock.NEVER);
    }

    /**
     * Waits until one of the cases proceeds, but no longer than the given time.
     *
     * @param timeout how long to wait; zero or less is one attempt
     * @param cases the cases; the array is neither kept nor changed, and must not be changed meanwhile
     * @return the index of the case that proceeded, or -1 if none did in time
     * @throws InterruptedException if the thread is interrupted, before or while it waits; then no case
     *     proceeded
     * @throws ChannelClosedException if a send was chosen whose channel is closed
     * @throws NullPointerException if a case would send null to a channel that is not null, or if the time-out
     *     is null
     * @throws IllegalStateException if another thread is using one of the cases
     */
    public static int select(Duration timeout, @Nullable SelectCase... cases) throws InterruptedException {
        Objects.requireNonNull(timeout, "timeout");
        return timeout.isPositive()
                ? Selection.select(cases, MonotonicClock.deadlineAfter(timeout))
                : Selection.selectAtOnce(cases);
    }

    /**
     * Does one of the cases if one is ready, Go's select with a {@code default}. Never waits, and ignores
     * interrupts.
     *
     * @param cases the cases; the array is neither kept nor changed, and must not be changed meanwhile
     * @return the index of the case that proceeded, or -1 (Go's {@code default}) if none was ready
     * @throws ChannelClosedException if a send was chosen whose channel is closed
     * @throws NullPointerException if a case would send null to a channel that is not null
     * @throws IllegalStateException if another thread is using one of the cases
     */
    public static int trySelect(@Nullable SelectCase... cases) {
        return Selection.trySelect(cases);
    }
}

package dev.weft;

import dev.weft.internal.time.MonotonicClock;
import java.lang.invoke.MethodHandles;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Go's {@code select}: waits until one of several sends and receives can proceed, and performs it.
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
 * <p>Cases are made by {@link #receive} and {@link #send}. {@code select} returns the index of the case that proceeded;
 * {@link SelectCase#chosen()} tells the same. {@link #trySelect} is a select with a {@code default}. Cases can be made
 * on the spot, or made once and reused by one thread at a time: every select resets its cases on entry.
 *
 * <p>The rules are Go's:
 *
 * <ul>
 *   <li>If several cases are ready, one is chosen at random, each with the same probability. The same channel, and even
 *       the same case object, may occur several times.
 *   <li>Exactly one case proceeds; the others leave no trace.
 *   <li>Whether a case is ready is judged at one instant for all channels: {@code trySelect} finds nothing
 *       only if there was a moment at which nothing was ready.
 *   <li>A receive from a closed channel is ready. A send to a closed channel is ready too, and throws if it is
 *       chosen, also when the channel is closed while the select waits.
 *   <li>A case with a null channel, or a null instead of a case, is never ready. If there are no other cases, {@code
 *       select} waits forever.
 *   <li>A select that sends and receives on the same channel never pairs with itself.
 * </ul>
 *
 * <p><b>Memory consistency effects</b>: those of the send or receive that was chosen (see {@link Channel}).
 */
public final class Select {
    static {
        try {
            // A thread that makes cases selects sooner or later, perhaps when no memory is left; see
            // dev.weft.internal.wait.SpinLock.
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
     * Makes a case that receives, Go's {@code case v, ok := <-ch}.
     *
     * @param channel where to receive from; null is never ready
     * @param <T> the type of the elements
     * @return a new case
     */
    public static <T> ReceiveCase<T> receive(@Nullable ReceiveChannel<? extends T> channel) {
        return new ReceiveCase<>(channel);
    }

    /**
     * Makes a case that sends, Go's {@code case ch <- v}.
     *
     * <p>If both are null, declare the type: {@code SendCase<Integer> out = send(null, null)}. With {@code var} it is
     * inferred as {@code Object}, and the case cannot be aimed at a channel of integers later.
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
     * Waits until one of the cases proceeds. If no case can ever be ready, waits until interrupted.
     *
     * @param cases the cases; the array is neither kept nor changed, and must not be changed during the call
     * @return the index of the case that proceeded
     * @throws InterruptedException if the thread is interrupted, before or while it waits; then no case
     *     proceeded
     * @throws ChannelClosedException if the chosen case is a send and its channel is closed
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
     * @param cases the cases; the array is neither kept nor changed, and must not be changed during the call
     * @return the index of the case that proceeded, or -1 if none did in time
     * @throws InterruptedException if the thread is interrupted, before or while it waits; then no case
     *     proceeded
     * @throws ChannelClosedException if the chosen case is a send and its channel is closed
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
     * Performs one of the cases if any is ready, Go's select with a {@code default}. Never waits, and ignores
     * interrupts.
     *
     * @param cases the cases; the array is neither kept nor changed, and must not be changed during the call
     * @return the index of the case that proceeded, or -1 (Go's {@code default}) if none was ready
     * @throws ChannelClosedException if the chosen case is a send and its channel is closed
     * @throws NullPointerException if a case would send null to a channel that is not null
     * @throws IllegalStateException if another thread is using one of the cases
     */
    public static int trySelect(@Nullable SelectCase... cases) {
        return Selection.trySelect(cases);
    }
}

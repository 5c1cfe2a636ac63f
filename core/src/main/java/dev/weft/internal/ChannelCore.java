package dev.weft.internal;

import static dev.weft.internal.MonotonicClock.NEVER;

import dev.weft.ChannelClosedException;
import dev.weft.internal.Wait.Wakeup;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What all channels share: one short lock, the queue of those who wait, and the way in which an operation that
 * cannot proceed waits. The kinds of channel say by {@link #put} and {@link #take} when one can.
 *
 * <p><b>Invariants</b>, whenever the lock is free:
 *
 * <ul>
 *   <li>Receivers that can be claimed wait only while there is nothing to receive, senders only while there is
 *       no room and no receiver. So never both, but for a select that does both on this channel.
 *   <li>On a closed channel nobody waits.
 *   <li>{@code partner} is null.
 * </ul>
 *
 * <p><b>An operation</b> takes the lock and tries to proceed. If it does, it may have released one waiter
 * on the other side, its <em>partner</em>, which it signals when the lock is free. Otherwise it puts a
 * {@link Waiter} into its queue, frees the lock, and waits. Whoever later takes that waiter out of the queue
 * does the operation on its behalf: a sender puts its value straight into the waiting receiver's hands, in
 * the order in which they came. Nobody can come between, so a signalled waiter never has to try again.
 *
 * <p><b>Giving up.</b> A waiter that is interrupted or out of time takes the lock once more. If it still
 * stands in the queue, it leaves, and the operation did not happen. If not, the operation has happened on
 * its behalf and the signal is on its way: it waits for that, and returns as if nothing had come between,
 * with the interrupt flag set. No value is lost or doubled either way.
 *
 * <p><b>Memory.</b> All fields are plain and guarded by the lock, whose release and acquire order everything:
 * send before the completion of the receive, the k-th receive before the completion of the (k + capacity)-th
 * send, close before a receive that sees it. One that waited is ordered by {@link Wait#signal}. Only {@code
 * id} is touched without the lock. The buffer's count is read without it by {@link #len}; and that, {@code closed} and
 * the head of the queue by {@link #looksFilled} and {@link #looksFree}, which are guesses: what follows from them is
 * decided with the lock.
 *
 * @param <T> the type of the elements
 */
public abstract class ChannelCore<T> extends ChannelQueue {
    /** What {@link #take} returns when the channel is closed and empty. */
    public static final Object CLOSED = new Object();

    private static final AtomicLong LAST_ID = new AtomicLong();
    private static final VarHandle ID;

    static {
        try {
            ID = MethodHandles.lookup().findVarHandle(ChannelCore.class, "id", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    boolean closed;

    /** The waiter that the operation under way has released; see {@link #unlockAndWake}. */
    @Nullable Waiter partner;

    private volatile long id;

    ChannelCore() {}

    // What a kind of channel decides. All of these are called with the lock held.

    /**
     * Whether {@link #take} would return something.
     *
     * @return false if a receive would have to wait
     */
    public abstract boolean canReceive();

    /**
     * Whether {@link #put} would succeed. Not on a closed channel.
     *
     * @return false if a send would have to wait
     */
    abstract boolean canSend();

    /**
     * Whether a receive would probably not have to wait; a guess, without the lock.
     *
     * @return whether it is worth trying
     */
    public abstract boolean looksFilled();

    /**
     * Whether a send would probably not have to wait; a guess, without the lock.
     *
     * @return whether it is worth trying
     */
    public abstract boolean looksFree();

    /**
     * Receives, if that needs no waiting. Follow it with {@link #unlockAndWake}.
     *
     * @return the element; {@link #CLOSED}; or null: nothing there
     */
    public abstract @Nullable Object take();

    /**
     * Sends, if that needs no waiting. Not on a closed channel. Follow it with {@link #unlockAndWake}.
     *
     * @param value the element
     * @return false: there is no room
     */
    public abstract boolean put(Object value);

    // For a channel that becomes ready as time goes by; see TimerChannel.

    /**
     * When the channel will have something to receive without anybody's doing. Called without the lock.
     *
     * @return the time, {@link MonotonicClock#NEVER} for all channels but a timer's
     */
    public long dueAt() {
        return NEVER;
    }

    /** Gives what is due to the first waiter. Called by the waiters, without the lock, when {@link #dueAt} has come. */
    public void fire() {}

    // The lock, and what select needs.

    /** Frees the lock, then signals the waiter that the operation released, if any. */
    public final void unlockAndWake() {
        Waiter released = partner;
        if (released == null) {
            unlock();
        } else {
            partner = null;
            unlock();
            released.owner().signal();
        }
    }

    /**
     * Whether the channel is closed. With the lock held.
     *
     * @return true after {@link #close}
     */
    public final boolean isClosed() {
        return closed;
    }

    /**
     * Whether a send case is ready: it could send, or it would fail because the channel is closed. With the lock held.
     *
     * @return false if a send would have to wait
     */
    public final boolean sendReady() {
        return closed || canSend();
    }

    /**
     * The channel's place in the order in which a select locks its channels. Given out at the first call, so
     * that only channels that meet in a select pay for it.
     *
     * @return a number that no other channel has
     */
    public final long id() {
        long n = id;
        if (n == 0) {
            ID.compareAndSet(this, 0L, LAST_ID.incrementAndGet());
            n = id;
        }
        return n;
    }

    // Send.

    /**
     * {@code ch <- value}.
     *
     * @param value the element
     * @throws InterruptedException if interrupted; then nothing was sent
     */
    public final void send(T value) throws InterruptedException {
        Objects.requireNonNull(value, "a channel has no null elements");
        checkInterrupt();
        send(value, NEVER);
    }

    /**
     * Sends within a time.
     *
     * @param value the element
     * @param timeout how long to wait
     * @return whether it was sent
     * @throws InterruptedException if interrupted; then nothing was sent
     */
    public final boolean trySend(T value, Duration timeout) throws InterruptedException {
        Objects.requireNonNull(value, "a channel has no null elements");
        Objects.requireNonNull(timeout, "timeout");
        checkInterrupt();
        return timeout.isPositive() ? send(value, MonotonicClock.deadlineAfter(timeout)) : trySend(value);
    }

    /**
     * Sends if that is possible at once.
     *
     * @param value the element
     * @return whether it was sent
     */
    public final boolean trySend(T value) {
        Objects.requireNonNull(value, "a channel has no null elements");
        lock();
        checkOpen();
        boolean sent = put(value);
        unlockAndWake();
        return sent;
    }

    private boolean send(T value, long deadline) throws InterruptedException {
        lock();
        checkOpen();
        boolean sent = put(value);
        if (!sent && stayAway()) {
            checkOpen();
            sent = put(value);
        }
        if (sent) {
            unlockAndWake();
            return true;
        }
        Waiter w = newWaiter(WaitReason.CHAN_SEND);
        w.element = value;
        addLast(w);
        unlock();
        if (!await(w, deadline)) {
            return false;
        }
        if (!w.ok) {
            throw sendOnClosed();
        }
        return true;
    }

    /** With the lock held, which it frees before it throws. */
    private void checkOpen() {
        if (closed) {
            unlock();
            throw sendOnClosed();
        }
    }

    /**
     * What a send on a closed channel throws.
     *
     * @return the exception
     */
    public static ChannelClosedException sendOnClosed() {
        return new ChannelClosedException("send on closed channel");
    }

    // Receive.

    /**
     * {@code <-ch}.
     *
     * @return the element, or null: closed and drained
     * @throws InterruptedException if interrupted; then nothing was received
     */
    public final @Nullable T receive() throws InterruptedException {
        checkInterrupt();
        return receive(NEVER);
    }

    /**
     * Receives within a time.
     *
     * @param timeout how long to wait
     * @return the element, or null: none in time, or closed and drained
     * @throws InterruptedException if interrupted; then nothing was received
     */
    public final @Nullable T tryReceive(Duration timeout) throws InterruptedException {
        Objects.requireNonNull(timeout, "timeout");
        checkInterrupt();
        return timeout.isPositive() ? receive(MonotonicClock.deadlineAfter(timeout)) : tryReceive();
    }

    /**
     * Receives if that is possible at once.
     *
     * @return the element, or null: none there, or closed and drained
     */
    public final @Nullable T tryReceive() {
        lock();
        Object v = take();
        unlockAndWake();
        return element(v);
    }

    private @Nullable T receive(long deadline) throws InterruptedException {
        lock();
        Object v = take();
        if (v == null && stayAway()) {
            v = take();
        }
        if (v != null) {
            unlockAndWake();
            return element(v);
        }
        Waiter w = newWaiter(WaitReason.CHAN_RECEIVE);
        addLast(w);
        unlock();
        return await(w, deadline) ? element(w.element) : null;
    }

    @SuppressWarnings("unchecked") // only elements of type T enter
    private @Nullable T element(@Nullable Object taken) {
        return taken == CLOSED ? null : (T) taken;
    }

    // Close.

    /** {@code close(ch)}. */
    public void close() {
        lock();
        if (closed) {
            unlock();
            throw new ChannelClosedException("close of closed channel");
        }
        closed = true;
        Waiter waiting = pollAllReceiversFirst(); // their ok stays false; a select that does both receives, as in Go
        unlock();
        signalAll(waiting);
    }

    /**
     * Whether the channel is closed and empty.
     *
     * @return true if so, and then for ever
     */
    public final boolean drained() {
        lock();
        boolean drained = closed && len() == 0;
        unlock();
        return drained;
    }

    /**
     * {@code len(ch)}: a snapshot, taken without the lock.
     *
     * @return the number of elements in the buffer
     */
    public int len() {
        return 0;
    }

    /**
     * {@code cap(ch)}.
     *
     * @return the size of the buffer
     */
    public int cap() {
        return 0;
    }

    // Waiting.

    /**
     * Before one queues up: gives the others time to fill or to empty a good part of the buffer, if they are at it.
     * With the lock held, which is free meanwhile.
     *
     * @return whether it did, so that it is worth looking again
     */
    private boolean stayAway() {
        long nanos = SpinPolicy.patience(cap());
        if (nanos == 0 || !isPromising()) {
            return false;
        }
        unlock();
        SpinPolicy.pause(nanos);
        lock();
        return true;
    }

    /** With the lock held, which it frees if there is no memory. */
    private Waiter newWaiter(WaitReason reason) {
        try {
            return new Waiter(reason);
        } catch (OutOfMemoryError e) {
            unlock();
            throw e;
        }
    }

    /**
     * Waits until the operation has been done by somebody else.
     *
     * @return false if the deadline passed, and the operation was not done
     */
    private boolean await(Waiter w, long deadline) throws InterruptedException {
        if (dueAt() == NEVER && spin(w)) {
            return true;
        }
        Wakeup why;
        for (;;) {
            long due = dueAt();
            why = w.await(Math.min(deadline, due));
            if (why == Wakeup.POKED || (why == Wakeup.TIMED_OUT && due <= deadline)) {
                fire(); // perhaps for this waiter
                if (!isQueued(w)) {
                    w.awaitUninterruptibly(); // the signal is on its way
                    return true;
                }
                continue;
            }
            break;
        }
        if (why == Wakeup.SIGNALLED) {
            return true;
        }
        lock();
        boolean left = remove(w);
        unlock();
        if (!left) {
            w.awaitUninterruptibly();
            return true;
        }
        if (why == Wakeup.INTERRUPTED) {
            Thread.interrupted();
            throw new InterruptedException();
        }
        return false;
    }

    private boolean isQueued(Waiter w) {
        lock();
        boolean queued = w.isQueued();
        unlock();
        return queued;
    }

    private static void checkInterrupt() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    /** Hands a value to the longest waiting receiver, if there is one. With the lock held. */
    final boolean hand(Object value) {
        Waiter receiver = pollReceiver();
        if (receiver == null) {
            return false;
        }
        receiver.element = value;
        receiver.ok = true;
        partner = receiver;
        return true;
    }

    /** Takes the value of the longest waiting sender, or null if nobody waits. With the lock held. */
    final @Nullable Object takeFromSender() {
        Waiter sender = pollSender();
        if (sender == null) {
            return null;
        }
        sender.ok = true;
        partner = sender;
        Object value = sender.element;
        sender.element = null;
        return value;
    }

    /** For {@link TimerChannel#reset}: those who wait for something to receive. With the lock held. */
    final List<Wait> waitingReceivers() {
        if (isEmpty()) {
            return List.of();
        }
        List<Wait> waits = new ArrayList<>();
        for (Waiter w = first(); w != null; w = w.next) {
            waits.add(w.owner());
        }
        return waits;
    }
}

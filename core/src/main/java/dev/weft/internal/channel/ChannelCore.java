package dev.weft.internal.channel;

import static dev.weft.internal.time.MonotonicClock.NEVER;

import dev.weft.ChannelClosedException;
import dev.weft.internal.time.Clock;
import dev.weft.internal.time.MonotonicClock;
import dev.weft.internal.wait.SchedulerChoice;
import dev.weft.internal.wait.SpinPolicy;
import dev.weft.internal.wait.Wait;
import dev.weft.internal.wait.Wait.Wakeup;
import dev.weft.internal.wait.WaitReason;
import dev.weft.internal.wait.Waiter;
import java.time.Duration;
import java.util.Iterator;
import java.util.Objects;
import java.util.Spliterator;
import org.jspecify.annotations.Nullable;

/**
 * The operations of all channels: send, receive, close, and how one that cannot proceed waits.
 *
 * <p>A channel is one object with five layers, one superclass each. Every layer can be read alone; from the bottom up:
 *
 * <ol>
 *   <li>{@link dev.weft.internal.wait.SpinLock}: the short lock that guards everything above it;
 *   <li>{@link dev.weft.internal.wait.WaitQueue}: a queue of waiters, and what it has learned about spinning;
 *   <li>{@link ChannelQueue}: senders and receivers in that queue, and how one is served;
 *   <li>{@link ChannelState}: what each kind of channel decides, under the lock, and the invariants;
 *   <li>this class, and above it the kinds: {@link UnbufferedChannel}, {@link BufferedChannel}, {@link
 *       ReceiveOnlyChannel}.
 * </ol>
 *
 * <p>It is one object because the cost of a channel is the cache lines that it touches; see {@link ChannelQueue}.
 *
 * <p><b>An operation</b> takes the lock and tries to proceed. If it can, it may serve one waiter of the other side, its
 * <em>partner</em>, which it signals once the lock is free. Otherwise it frees the lock, makes a {@link Waiter}, tries
 * once more (a channel without a buffer has the waiter made before), puts the waiter into the queue, and waits. The
 * thread that later takes that waiter out of the queue performs the operation on its behalf: a sender hands its value
 * directly to the receiver that has waited longest. No other thread can come in between, so a signalled waiter never
 * has to try again.
 *
 * <p><b>Giving up.</b> A waiter that is interrupted or out of time, or whose wait has failed, takes the lock once more.
 * If it is still in the queue, it leaves, and the operation did not happen. If not, the operation has happened on its
 * behalf and the signal is on its way: it waits for the signal, and returns normally, with the interrupt flag still set
 * if there was an interrupt. Either way, no value is lost or duplicated.
 *
 * <p><b>Memory.</b> See {@link ChannelState}; an operation that waited is ordered by {@link Wait#signal}.
 *
 * @param <T> the type of the elements
 */
public abstract class ChannelCore<T> extends ChannelState {
    private static final String NO_NULLS = "a channel has no null elements";

    /**
     * For subclasses.
     *
     * @param clock the clock that it follows, or of the bubble that it belongs to; null if there is neither
     */
    protected ChannelCore(@Nullable Clock clock) {
        super(clock);
    }

    // Send.

    /**
     * {@code ch <- value}.
     *
     * @param value the element
     * @throws InterruptedException if interrupted; then nothing was sent
     */
    public final void send(T value) throws InterruptedException {
        Objects.requireNonNull(value, NO_NULLS);
        checkUse("send on");
        Wait.checkInterrupt();
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
        Objects.requireNonNull(value, NO_NULLS);
        Objects.requireNonNull(timeout, "timeout");
        checkUse("send on");
        Wait.checkInterrupt();
        return timeout.isPositive() ? send(value, MonotonicClock.deadlineAfter(timeout)) : trySend(value);
    }

    /**
     * Sends if that is possible at once.
     *
     * @param value the element
     * @return whether it was sent
     */
    public final boolean trySend(T value) {
        Objects.requireNonNull(value, NO_NULLS);
        checkUse("send on");
        lock();
        checkOpen();
        boolean sent = put(value);
        unlockAndWake();
        return sent;
    }

    private boolean send(T value, long deadline) throws InterruptedException {
        Waiter w = expectsToWait(true) ? sender(value) : null;
        for (;;) {
            lock();
            checkOpen();
            if (put(value)) {
                unlockAndWake();
                return true;
            }
            if (w != null) {
                break;
            }
            unlock(); // nothing is allocated under the lock
            w = sender(value);
            stayAway();
        }
        addSingle(w, value);
        unlock();
        if (!await(w, deadline)) {
            return false;
        }
        if (!w.ok) {
            throw sendOnClosed();
        }
        return true;
    }

    private static Waiter receiver() {
        Waiter w = new Waiter(WaitReason.CHAN_RECEIVE);
        w.ok = true;
        return w;
    }

    private static Waiter sender(Object value) {
        Waiter w = new Waiter(WaitReason.CHAN_SEND);
        w.element = value;
        w.ok = true;
        return w;
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
        checkUse("receive on");
        Wait.checkInterrupt();
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
        checkUse("receive on");
        Wait.checkInterrupt();
        return timeout.isPositive() ? receive(MonotonicClock.deadlineAfter(timeout)) : tryReceive();
    }

    /**
     * Receives if that is possible at once.
     *
     * @return the element, or null: none there, or closed and drained
     */
    public final @Nullable T tryReceive() {
        checkUse("receive on");
        for (;;) {
            lock();
            Object v = take();
            unlockAndWake();
            if (v != UNMADE) {
                return element(v);
            }
            make();
        }
    }

    /**
     * Receives until a deadline. The thread has not been interrupted.
     *
     * @param deadline the latest time, or {@link MonotonicClock#NEVER}
     * @return the element, or null: none in time, or closed and drained
     * @throws InterruptedException if interrupted; then nothing was received
     */
    @Nullable T receive(long deadline) throws InterruptedException {
        Waiter w = expectsToWait(false) ? receiver() : null;
        for (;;) {
            lock();
            Object v = take();
            if (v != null) {
                unlockAndWake();
                if (v != UNMADE) {
                    return element(v);
                }
                make();
                continue;
            }
            if (w != null) {
                break;
            }
            unlock(); // nothing is allocated under the lock
            w = receiver();
            stayAway();
        }
        addSingle(w, null);
        unlock();
        return await(w, deadline) ? element(w.element) : null;
    }

    @SuppressWarnings("unchecked") // only elements of type T enter
    private @Nullable T element(@Nullable Object taken) {
        return taken == CLOSED ? null : (T) taken;
    }

    /**
     * {@code for v := range ch}.
     *
     * @return an iterator that receives
     */
    public final Iterator<T> iterator() {
        return new ChannelIterator<>(this);
    }

    /**
     * {@code for v := range ch}, for a stream.
     *
     * @return a spliterator that receives
     */
    public final Spliterator<T> spliterator() {
        return new ChannelIterator<>(this);
    }

    // Close.

    /** {@code close(ch)}. */
    public void close() {
        if (!tryClose()) {
            throw new ChannelClosedException("close of closed channel");
        }
    }

    /**
     * Closes it if it is open.
     *
     * @return whether this call closed it
     */
    public final boolean tryClose() {
        checkUse("close of");
        lock();
        if (closed) {
            unlock();
            return false;
        }
        Waiter waiting = markClosed();
        unlock();
        signalAll(waiting);
        return true;
    }

    /**
     * Whether the channel is closed and drained.
     *
     * @return true if so, and then forever
     */
    public final boolean drained() {
        checkUse("receive on");
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

    /** For debuggers: how many elements it holds, who waits, and whether it is closed. */
    @Override
    public String toString() {
        return "Channel@" + Integer.toHexString(System.identityHashCode(this)) + "[len " + len() + ", cap " + cap()
                + ", "
                + describeWaiters() + ", " + (closed ? "closed" : "open") + "]";
    }

    // Waiting.

    /**
     * Whether an operation makes its waiter before it takes the lock for the first time, so that it need not take it
     * twice. Without a buffer, about every second operation waits: an element took 135 ns instead of 173, and a
     * ping-pong 253 instead of 311. With a buffer of one, an operation looks first (122 ns instead of 132), and also on
     * Weft's own scheduler, where the partner is on the same processor. Operations on larger buffers stay away for a
     * moment between the first attempt and the second.
     */
    private boolean expectsToWait(boolean sends) {
        int cap = cap();
        if (cap == 0 && !SchedulerChoice.handsOver()) {
            return true;
        }
        return SpinPolicy.patience(cap) == 0 && !(sends ? looksFree() : looksFilled());
    }

    /**
     * Called before an operation queues up: gives the other side time to fill or empty a good part of the buffer, if it
     * has been active.
     */
    private void stayAway() {
        long nanos = SpinPolicy.patience(cap());
        if (nanos != 0 && isPromising()) {
            SpinPolicy.pause(nanos);
        }
    }

    /**
     * Waits until another thread has performed the operation.
     *
     * @return false if the deadline passed, and the operation was not performed
     */
    private boolean await(Waiter w, long deadline) throws InterruptedException {
        Wakeup why = spinOrPark(w, deadline);
        if (why == Wakeup.SIGNALLED) {
            return true;
        }
        lockAgain();
        boolean left = leave(w);
        unlock();
        if (!left) {
            w.awaitUninterruptibly(); // the operation has been performed, and the signal is on its way
            return true;
        }
        w.throwUnlessTimedOut(why);
        return false;
    }

    /** Never throws: whatever happens, the waiter has to be taken out of the queue. */
    private Wakeup spinOrPark(Waiter w, long deadline) {
        try {
            if (dueAt() == NEVER && spin(w, deadline)) {
                return Wakeup.SIGNALLED;
            }
            for (;;) {
                long due = dueAt();
                Wakeup why = w.await(Math.min(deadline, due), clock);
                if (why != Wakeup.POKED && (why != Wakeup.TIMED_OUT || due > deadline)) {
                    return why;
                }
                fire(); // perhaps for this waiter
            }
        } catch (Throwable t) {
            return w.failed(t);
        }
    }
}

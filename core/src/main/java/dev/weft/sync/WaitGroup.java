package dev.weft.sync;

import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static dev.weft.internal.time.MonotonicClock.NEVER;

import dev.weft.Arg;
import dev.weft.Channel;
import dev.weft.ReceiveCase;
import dev.weft.ReceiveChannel;
import dev.weft.Task;
import dev.weft.Unit;
import dev.weft.context.CanceledException;
import dev.weft.context.Context;
import dev.weft.context.ContextException;
import dev.weft.internal.channel.UnbufferedChannel;
import dev.weft.internal.goroutine.Goroutine;
import dev.weft.internal.time.Clock;
import dev.weft.internal.time.MonotonicClock;
import dev.weft.internal.wait.SpinPolicy;
import dev.weft.internal.wait.StackReserve;
import dev.weft.internal.wait.Wait.Wakeup;
import dev.weft.internal.wait.WaitQueue;
import dev.weft.internal.wait.WaitReason;
import dev.weft.internal.wait.Waiter;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Waits for a number of goroutines to finish, Go's {@code sync.WaitGroup}.
 *
 * <pre>{@code
 * WaitGroup wg = new WaitGroup();
 * for (String url : urls) {
 *     wg.go(() -> fetch(url));
 * }
 * wg.await();
 * }</pre>
 *
 * <p>{@link #add} raises a counter, {@link #done} lowers it by one, {@link #await} waits until it is zero. Any
 * number of goroutines may wait. It can be used again once every {@code await} has returned; as in Go, an
 * {@code add} that raises the counter from zero must not race with an {@code await}.
 *
 * <p>(Go's {@code Wait} is called {@code await}: {@link Object#wait()} is final. Calling that by mistake
 * throws {@link IllegalMonitorStateException}.)
 *
 * <p><b>Memory consistency effects</b>: actions before a {@code done} <i>happen-before</i> those after the
 * {@code await} that it releases.
 */
public final class WaitGroup {
    /*
     * State: the counter, times two, plus WAITERS in the lowest bit if the queue is not empty or there is a channel `zero`;
     * changed by compare-and-set only.
     *
     * WAITERS changes only with the queue's lock held, and so does the counter when it goes to zero while WAITERS is
     * set: the same compare-and-set clears WAITERS, the queue is emptied, and `zero` taken away, before the lock is
     * free. So the end of this round cannot wake a waiter of the next one.
     *
     * Waiters with a context wait in a select, for its channel and for `zero`, which the end of the round closes. One
     * channel serves all of them; the first of a round creates it. A waiter that gives up leaves nothing in it; only
     * the channel itself stays until the round ends.
     */
    private static final long WAITERS = 1;

    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(WaitGroup.class, "state", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
        rehearse();
    }

    private volatile long state;
    private final WaitQueue queue;

    /** The clock of the bubble that it belongs to; null if to none. */
    private final @Nullable Clock bubble;

    /** Closed at the end of this round; guarded by the queue's lock. */
    private @Nullable Channel<Unit> zero;

    /** Creates a group with the counter at zero. */
    public WaitGroup() {
        this(Clock.virtual());
    }

    WaitGroup(@Nullable Clock bubble) {
        this.bubble = bubble;
        this.queue = new WaitQueue(bubble);
    }

    /** See {@link Rehearsal}. */
    private static void rehearse() {
        Rehearsal.wakeUp();
        WaitGroup group = new WaitGroup();
        group.add(1);
        group.queueUp(new Waiter(WaitReason.WAIT_GROUP_WAIT));
        group.zero();
        group.done();
    }

    /**
     * Changes the counter. When it becomes zero, all waiters are released.
     *
     * @param delta what to add; may be negative
     * @throws IllegalStateException if the counter would become negative ({@code sync: negative WaitGroup counter}), or
     *     larger than an {@code int} (the same text, and then the two numbers; in Go the counter wraps around, and so
     *     becomes negative); then it is not changed
     */
    public void add(int delta) {
        if (bubble != null) {
            checkBubble(bubble);
        }
        change(delta, true);
    }

    /**
     * Changes the counter.
     *
     * @param checks whether to make sure first that there is enough stack to release the waiters; false to undo what has
     *     been done with enough
     */
    private void change(int delta, boolean checks) {
        for (;;) {
            long s = state;
            long counter = (s >> 1) + delta;
            if (counter < 0 || counter > Integer.MAX_VALUE) { // Go's 32 bits would wrap around
                throw outOfRange(s >> 1, delta);
            }
            if (counter == 0 && (s & WAITERS) != 0) {
                if (release(s, checks)) {
                    return;
                }
            } else if (STATE.compareAndSet(this, s, counter << 1 | s & WAITERS)) {
                return;
            }
            SpinPolicy.backOff();
        }
    }

    /** What {@link #add} throws. Go's text is the same in both cases, since its counter becomes negative in both. */
    private static IllegalStateException outOfRange(long counter, int delta) {
        String text = "sync: negative WaitGroup counter";
        return new IllegalStateException(
                delta < 0 ? text : text + ": " + counter + " + " + delta + " overflows an int");
    }

    /**
     * Lowers the counter by one.
     *
     * @throws IllegalStateException if it is zero ({@code sync: negative WaitGroup counter})
     */
    public void done() {
        add(-1);
    }

    /**
     * Starts a goroutine that counts, Go's {@code wg.Go(f)}: {@code add(1)} now, {@code done} when it has ended. If the
     * task fails, the goroutine's uncaught-exception handler gets the exception before the counter goes down, so a
     * waiter that is released by it can know of the failure.
     *
     * @param f what it does
     * @throws IllegalStateException as {@link #add} or {@link dev.weft.Go#go(Task)} does; then the counter is as
     *     before, and the task is not run
     * @throws OutOfMemoryError as {@code Go.go} does; then likewise
     */
    public void go(Task<?> f) {
        Objects.requireNonNull(f, "f");
        StackReserve.checkForMore(); // the start of the goroutine checks for several
        add(1);
        boolean started = false;
        try {
            new Launch(() -> run(f)).go();
            started = true;
        } finally {
            if (!started) {
                change(-1, false);
            }
        }
    }

    /**
     * Starts a goroutine that counts, on one argument; see {@link #go(Task)}.
     *
     * @param f what it does
     * @param a the argument, evaluated here and now
     * @param <A> the type of the argument
     */
    public <A> void go(Arg<? super A> f, A a) {
        Objects.requireNonNull(f, "f");
        go(() -> f.run(a));
    }

    private void run(Task<?> f) {
        try {
            f.run();
        } catch (Throwable t) {
            if (!Goroutine.isStop(t)) {
                Goroutine.handle(t);
            }
            // otherwise it was asked to stop, and did
        } finally {
            done();
        }
    }

    /**
     * Waits until the counter is zero.
     *
     * @throws InterruptedException if the thread is interrupted, before or while it waits
     */
    public void await() throws InterruptedException {
        awaitUntil(NEVER);
    }

    /**
     * Waits until the counter is zero, but no longer than the given time.
     *
     * @param timeout how long to wait; with zero or less it only looks
     * @return whether the counter was zero
     * @throws InterruptedException if the thread is interrupted, before or while it waits
     */
    public boolean await(Duration timeout) throws InterruptedException {
        return awaitUntil(MonotonicClock.deadlineAfter(Objects.requireNonNull(timeout, "timeout")));
    }

    /**
     * Waits until the counter is zero, but gives up when a context is done. In Go that takes another goroutine, which calls
     * {@code Wait} and closes a channel, and a select.
     *
     * <p>It gives up only while it has to wait: if the counter is zero, it returns, even if the context is done. Giving up
     * changes nothing.
     *
     * @param ctx when to give up; never, if its {@code done} is null
     * @throws ContextException if the context is done first: its {@code err}. It is unchecked; at the end of a
     *     goroutine of your own, catch it and return
     * @throws InterruptedException if the thread is interrupted, before or while it waits
     */
    public void await(Context ctx) throws InterruptedException {
        Objects.requireNonNull(ctx, "ctx");
        Mutex.checkInterrupt();
        ReceiveChannel<Unit> all = zero();
        if (all == null) {
            return;
        }
        ReceiveCase<Unit> ended = receive(all);
        select(ended, receive(ctx.done()));
        if (!ended.chosen() && !all.drained()) {
            throw Objects.requireNonNullElseGet(ctx.err(), CanceledException::new);
        }
    }

    /** The channel that the end of this round closes; null: the counter is zero. */
    private @Nullable Channel<Unit> zero() {
        if (state >> 1 == 0) {
            return null;
        }
        Channel<Unit> made = new UnbufferedChannel<>(bubble); // not with the lock held
        queue.lock();
        for (;;) {
            long s = state;
            if (s >> 1 == 0) {
                queue.unlock();
                return null;
            }
            if (STATE.compareAndSet(this, s, s | WAITERS)) {
                Channel<Unit> all = zero == null ? made : zero;
                zero = all;
                queue.unlock();
                return all;
            }
        }
    }

    /** The counter. */
    int counter() {
        return (int) (state >> 1);
    }

    @Override
    public String toString() {
        return super.toString() + "[counter " + counter() + ((state & WAITERS) == 0 ? "]" : ", some wait]");
    }

    /** Checks that the current thread is in the bubble that the group belongs to. */
    private static void checkBubble(Clock bubble) {
        Clock mine = Clock.virtual();
        if (mine != bubble) {
            throw bubble.foreign(
                    mine == null
                            ? "sync: WaitGroup.Add called from inside and outside synctest bubble"
                            : "sync: WaitGroup.Add called from multiple synctest bubbles");
        }
    }

    private boolean awaitUntil(long deadline) throws InterruptedException {
        Mutex.checkInterrupt();
        if (state >> 1 == 0) {
            return true;
        }
        Waiter w = new Waiter(WaitReason.WAIT_GROUP_WAIT);
        if (!queueUp(w)) {
            return true;
        }
        Wakeup why;
        try {
            why = w.await(deadline, bubble);
        } catch (Throwable t) {
            leave(w);
            throw t;
        }
        if (why != Wakeup.SIGNALLED && !leave(w)) {
            w.awaitUninterruptibly(); // the counter has just become zero, and the signal is on its way
            why = Wakeup.SIGNALLED;
        }
        w.throwUnlessTimedOut(why);
        return why == Wakeup.SIGNALLED;
    }

    /** Queues up, unless the counter is zero. */
    private boolean queueUp(Waiter w) {
        queue.lock();
        for (;;) {
            long s = state;
            if (s >> 1 == 0) {
                queue.unlock();
                return false;
            }
            if (STATE.compareAndSet(this, s, s | WAITERS)) {
                queue.addLast(w);
                queue.unlock();
                return true;
            }
        }
    }

    private boolean leave(Waiter w) {
        queue.lockAgain();
        boolean left = queue.remove(w);
        if (left && queue.isEmpty() && zero == null) {
            long s;
            do {
                s = state;
            } while (!STATE.compareAndSet(this, s, s & ~WAITERS));
        }
        queue.unlock();
        return left;
    }

    /** Sets the counter to zero and releases all waiters; false if the state has changed meanwhile. */
    private boolean release(long s, boolean checks) {
        if (checks) {
            StackReserve.check();
            if (zero != null) { // read without the lock: for a channel that is just being made, there may be no check
                StackReserve.checkForSeveral();
            }
        }
        queue.lockAgain();
        if (!STATE.compareAndSet(this, s, 0L)) {
            queue.unlock();
            return false;
        }
        Waiter all = queue.pollAll();
        Channel<Unit> ended = zero;
        zero = null;
        queue.unlock();
        try {
            WaitQueue.signalAll(all);
        } finally {
            if (ended != null) {
                ended.close();
            }
        }
        return true;
    }
}

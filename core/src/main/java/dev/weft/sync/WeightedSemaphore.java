package dev.weft.sync;

import static dev.weft.Select.receive;
import static dev.weft.Select.select;

import dev.weft.ReceiveCase;
import dev.weft.ReceiveChannel;
import dev.weft.Unit;
import dev.weft.context.CanceledException;
import dev.weft.context.Context;
import dev.weft.context.ContextException;
import dev.weft.internal.channel.NeverChannel;
import dev.weft.internal.time.Clock;
import dev.weft.internal.wait.SpinLock;
import dev.weft.internal.wait.SpinPolicy;
import dev.weft.internal.wait.StackReserve;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Limits a total that goroutines share in different amounts: Go's {@code semaphore.Weighted} of {@code x/sync}.
 *
 * <pre>{@code
 * WeightedSemaphore memory = new WeightedSemaphore(64 << 20);
 * ...
 * memory.acquire(ctx, file.size());
 * try {
 *     load(file);
 * } finally {
 *     memory.release(file.size());
 * }
 * }</pre>
 *
 * <p>It is strictly first come, first served: while a request waits, later ones wait behind it, or fail to {@code
 * tryAcquire}, even if there is enough for them. So small requests never starve a large one. A request for more than
 * the size is never granted, and blocks no other: it waits for its context, its time-out or an interrupt. What was
 * acquired has no owner: any thread may release it, and in other portions.
 *
 * <p>An {@code acquire} that throws, for whatever reason, has acquired nothing, and is given nothing later. A {@code
 * release} allocates nothing. It throws {@link StackOverflowError} only before it has released anything, unless the
 * stack is too short to wake the waiters that it has served.
 *
 * <p><b>Memory consistency effects</b>: actions before a {@code release} <i>happen-before</i> those after an {@code
 * acquire} that comes later.
 */
public final class WeightedSemaphore {
    /*
     * State: how much is held, plus WAITING if requests wait.
     *
     * A request that has to wait is in a list, as its own node, and is `queued`. The thread that takes it out because
     * there is enough adds it to what is held, marks it `given`, and closes its channel once the lock is free.
     *
     * Invariants:
     *   - WAITING changes only with the lock held. Whenever the lock is free, WAITING is set if and only if the list is
     *     not empty, and then the first request asks for more than is free.
     *   - While WAITING is set, the state changes only with the lock held, by a store. While it is not set, the state
     *     changes by compare-and-set: acquiring what is free, and releasing while nobody waits, need no lock.
     *   - A request counts as held if and only if it is `given`.
     *   - While the lock is held, nothing is allocated and nobody is woken. The list and the state change in
     *     straight-line code without calls, so no error of the virtual machine can interrupt the change.
     *
     * A thread that gives up looks at its request with the lock held. If it is queued, it leaves the list; if given, it
     * is given back; if neither, it was never in the list. So it does not matter where, or why, a wait fails.
     *
     * An acquire must fail if its context was done before there was enough. So it reads the state, then looks at the
     * context, then acquires by compare-and-set: if that succeeds, there was enough before the look.
     */
    private static final long WAITING = Long.MIN_VALUE;

    /** Long enough to park; spent once in the life of a program. */
    private static final Duration REHEARSAL = Duration.ofNanos(50_000);

    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(WeightedSemaphore.class, "state", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
        rehearse();
    }

    private final long size;
    private volatile long state;
    private final Guard lock = new Guard();

    /** The clock of the bubble that it belongs to; null if to none. */
    private final @Nullable Clock bubble = Clock.virtual();

    /** The ends of the list, guarded by the lock. */
    private @Nullable SemaphoreRequest first;

    private @Nullable SemaphoreRequest last;

    private static final class Guard extends SpinLock {}

    /**
     * Creates a semaphore with nothing acquired.
     *
     * @param size how much can be held at the same time
     * @throws IllegalArgumentException if the size is negative
     */
    public WeightedSemaphore(long size) {
        if (size < 0) {
            throw new IllegalArgumentException("semaphore: negative size: " + size);
        }
        this.size = size;
    }

    /** See {@link Rehearsal}. */
    private static void rehearse() {
        Rehearsal.wakeUp();
        WeightedSemaphore semaphore = new WeightedSemaphore(1);
        semaphore.tryAcquire(1);
        semaphore.queueUp(new SemaphoreRequest(1, null));
        semaphore.release(1);
        boolean interrupted = Thread.interrupted();
        try {
            semaphore.tryAcquire(1, REHEARSAL);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Acquires {@code n}, waiting at most until the context is done. As in Go, it fails, and changes nothing, if the
     * context was done before there was enough, even if there is enough now.
     *
     * @param ctx the context
     * @param n how much
     * @throws ContextException if the context is done: its {@code err}. It is unchecked; at the end of a goroutine of
     *     your own, catch it and return
     * @throws InterruptedException if the thread is interrupted, before or while it waits; then it has acquired nothing
     * @throws IllegalArgumentException if {@code n} is negative
     */
    public void acquire(Context ctx, long n) throws InterruptedException {
        if (!acquire(n, Objects.requireNonNull(ctx, "ctx").done(), null)) {
            throw Objects.requireNonNullElseGet(ctx.err(), CanceledException::new);
        }
    }

    /**
     * Acquires {@code n}, waiting for as long as it takes.
     *
     * @param n how much; if more than the size, it waits until it is interrupted
     * @throws InterruptedException if the thread is interrupted, before or while it waits; then it has acquired nothing
     * @throws IllegalArgumentException if {@code n} is negative
     */
    public void acquire(long n) throws InterruptedException {
        acquire(n, null, null);
    }

    /**
     * Acquires {@code n} if there is enough now and nobody waits. Never waits.
     *
     * @param n how much
     * @return whether it was acquired
     * @throws IllegalArgumentException if {@code n} is negative
     */
    public boolean tryAcquire(long n) {
        checkWeight(n);
        StackReserve.checkForSeveral(); // for the release, too, which usually has as much stack
        for (;;) {
            long s = state;
            if (!suffices(s, n)) {
                return false;
            }
            if (STATE.compareAndSet(this, s, s + n)) {
                return true;
            }
            SpinPolicy.backOff();
        }
    }

    /**
     * Acquires {@code n}, waiting no longer than the given time.
     *
     * @param n how much
     * @param timeout how long to wait; with zero or less it makes one attempt
     * @return whether it was acquired
     * @throws InterruptedException if the thread is interrupted, before or while it waits; then it has acquired nothing
     * @throws IllegalArgumentException if {@code n} is negative
     */
    public boolean tryAcquire(long n, Duration timeout) throws InterruptedException {
        return acquire(n, null, Objects.requireNonNull(timeout, "timeout"));
    }

    /**
     * Releases {@code n}, and serves waiting requests, in order, while there is enough for them.
     *
     * @param n how much
     * @throws IllegalStateException if less is held ({@code semaphore: released more than held: 4 > 3}); then nothing
     *     changes
     * @throws IllegalArgumentException if {@code n} is negative
     */
    public void release(long n) {
        checkWeight(n);
        if ((state & WAITING) != 0) {
            StackReserve.checkForSeveral();
            checkBubble("release of");
        }
        giveBack(n);
    }

    /** Releases without checking for room on the stack first: for undoing an acquire. */
    void giveBack(long n) {
        for (;;) {
            long s = state;
            if (n > (s & ~WAITING)) {
                throw moreThanHeld(n, s & ~WAITING);
            }
            if ((s & WAITING) == 0 ? STATE.compareAndSet(this, s, s - n) : giveToWaiting(n)) {
                return;
            }
            SpinPolicy.backOff();
        }
    }

    @Override
    public String toString() {
        long s = state;
        return super.toString() + "[held " + (s & ~WAITING) + " of " + size
                + ((s & WAITING) == 0 ? "]" : ", some wait]");
    }

    private static IllegalStateException moreThanHeld(long n, long held) {
        return new IllegalStateException("semaphore: released more than held: " + n + " > " + held);
    }

    /** Acquires {@code n}; false if the channel is closed, or the time is up, first. Null: none. */
    private boolean acquire(long n, @Nullable ReceiveChannel<?> done, @Nullable Duration timeout)
            throws InterruptedException {
        checkWeight(n);
        Mutex.checkInterrupt();
        StackReserve.checkForSeveral(); // for the wait, and for the release, which usually has as much stack
        for (;;) {
            long s = state;
            if (isDone(done)) {
                return false;
            }
            if (suffices(s, n)) {
                if (STATE.compareAndSet(this, s, s + n)) {
                    return true;
                }
                SpinPolicy.backOff();
                continue;
            }
            if (timeout != null && !timeout.isPositive()) {
                return false;
            }
            checkBubble("acquire of");
            SemaphoreRequest request = n <= size ? new SemaphoreRequest(n, bubble) : null;
            boolean granted = false;
            try {
                if (request != null && !queueUp(request)) {
                    continue;
                }
                granted = isGranted(request, done, timeout);
            } finally {
                if (!granted && request != null) {
                    withdraw(request);
                }
            }
            return granted;
        }
    }

    /** Waits until the request is granted; null, for more than the size, never is. */
    private static boolean isGranted(
            @Nullable SemaphoreRequest request, @Nullable ReceiveChannel<?> done, @Nullable Duration timeout)
            throws InterruptedException {
        ReceiveCase<Unit> granted = receive(request == null ? null : request.granted);
        if (timeout == null) {
            select(granted, receive(done));
        } else {
            select(timeout, granted);
        }
        return granted.chosen() && !isDone(done);
    }

    /** Whether a context is done. All that never are share one channel, whose lock all would have to take in turn. */
    private static boolean isDone(@Nullable ReceiveChannel<?> done) {
        return done != null && done != NeverChannel.INSTANCE && done.drained();
    }

    private static void checkWeight(long n) {
        if (n < 0) {
            throw new IllegalArgumentException("semaphore: negative weight: " + n);
        }
    }

    /** Called before a thread waits, or wakes those that wait. */
    private void checkBubble(String operation) {
        if (bubble != null && bubble.isForeign()) {
            throw bubble.foreign(operation + " synctest semaphore from outside bubble");
        }
    }

    /** Whether nobody waits, and there is enough. */
    private boolean suffices(long s, long n) {
        return (s & WAITING) == 0 && n <= size - s;
    }

    /** The size, as given to the constructor. */
    long size() {
        return size;
    }

    /** Puts a request at the end of the list; false if it need not wait, as there is enough now. */
    private boolean queueUp(SemaphoreRequest request) {
        lock.lock();
        try {
            long s;
            do {
                s = state;
                if ((s & WAITING) == 0 && request.n <= size - s) {
                    return false;
                }
            } while (!STATE.compareAndSet(this, s, s | WAITING));
            SemaphoreRequest end = last;
            request.before = end;
            if (end == null) {
                first = request;
            } else {
                end.after = request;
            }
            last = request;
            request.queued = true;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Ends a request that was not granted, or was granted after its thread had given up. */
    private void withdraw(SemaphoreRequest request) {
        SemaphoreRequest admitted = null;
        lock.lockAgain();
        try {
            if (request.queued) {
                admitted = admit(state & ~WAITING, request);
            }
        } finally {
            lock.unlock();
        }
        tell(admitted);
        if (request.given) {
            giveBack(request.n);
        }
    }

    /** Releases while requests wait; false if none does any longer. */
    private boolean giveToWaiting(long n) {
        checkBubble("release of"); // again: somebody may have begun to wait since
        SemaphoreRequest admitted;
        lock.lockAgain();
        try {
            long s = state;
            if ((s & WAITING) == 0 || n > (s & ~WAITING)) {
                return false;
            }
            admitted = admit((s & ~WAITING) - n, null);
        } finally {
            lock.unlock();
        }
        tell(admitted);
        return true;
    }

    /**
     * Removes the leaving request, if any, then serves the first ones while there is enough. Lock held, list not empty.
     *
     * @param holding how much is held without the waiting requests
     * @return the first of the requests that were served, linked to the others
     */
    private @Nullable SemaphoreRequest admit(long holding, @Nullable SemaphoreRequest leaving) {
        if (leaving != null) {
            if (leaving.before == null) {
                first = leaving.after;
            } else {
                leaving.before.after = leaving.after;
            }
            if (leaving.after == null) {
                last = leaving.before;
            } else {
                leaving.after.before = leaving.before;
            }
            leaving.queued = false;
        }
        long h = holding;
        SemaphoreRequest head = first;
        SemaphoreRequest tail = null;
        SemaphoreRequest stays = head;
        while (stays != null && stays.n <= size - h) {
            h += stays.n;
            stays.queued = false;
            stays.given = true;
            tail = stays;
            stays = stays.after;
        }
        if (tail != null) {
            tail.after = null;
            first = stays;
            if (stays == null) {
                last = null;
            } else {
                stays.before = null;
            }
        }
        state = stays == null ? h : h | WAITING;
        return tail == null ? null : head;
    }

    /** Wakes all requests that were served, even if waking one of them fails. */
    private static void tell(@Nullable SemaphoreRequest admitted) {
        Error failure = null;
        for (SemaphoreRequest request = admitted; request != null; request = request.after) {
            try {
                request.granted.close();
            } catch (Error e) { // the stack is full
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}

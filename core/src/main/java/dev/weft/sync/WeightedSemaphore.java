package dev.weft.sync;

import static dev.weft.Select.receive;
import static dev.weft.Select.select;

import dev.weft.Channel;
import dev.weft.ReceiveCase;
import dev.weft.ReceiveChannel;
import dev.weft.Unit;
import dev.weft.context.CanceledException;
import dev.weft.context.Context;
import dev.weft.context.ContextException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Bounds what goroutines hold together, where one may need more than another: Go's {@code semaphore.Weighted} of {@code
 * x/sync}.
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
 * <p>It is strictly first come, first served: while one waits, whoever comes later waits behind it, or fails to {@code
 * tryAcquire}, even if there is enough for it. So who needs much is never starved by those who need little. But who asks
 * for more than the size never gets it, and blocks nobody: it waits for its context, for its time-out or for an interrupt.
 *
 * <p>Nobody owns what was acquired: any thread may release it, and in other portions.
 *
 * <p><b>Memory consistency effects</b>: actions before a {@code release} <i>happen-before</i> those after an {@code
 * acquire} that comes later.
 */
public final class WeightedSemaphore {
    /*
     * All is done with the mutex held, but waiting: a request that has to wait stands in `waiting` until somebody who
     * gives something back, or leaves, takes it out. He has then counted it in `held`, and tells it by closing its channel
     * when the mutex is free again.
     *
     * Invariant, whenever the mutex is free: the first that waits asks for more than there is.
     *
     * So whoever gives up and does not find itself in `waiting` any more has been given what it asked for, knows that
     * without having received anything, and gives it back.
     */
    private final long size;
    private final Mutex mutex = new Mutex();
    private long held;
    private final LinkedHashSet<Request> waiting = new LinkedHashSet<>();

    private static final class Request {
        final long n;
        final Channel<Unit> granted = Channel.make();

        /** Once it has been admitted: who was admitted next, at the same time. */
        @Nullable Request next;

        Request(long n) {
            this.n = n;
        }
    }

    /**
     * Creates a semaphore of which nothing is acquired.
     *
     * @param size how much can be acquired at the same time
     * @throws IllegalArgumentException if the size is negative
     */
    public WeightedSemaphore(long size) {
        if (size < 0) {
            throw new IllegalArgumentException("semaphore: negative size");
        }
        this.size = size;
    }

    /**
     * Acquires {@code n}; waits for it until the context is done. As in Go, a context that was done before there was
     * enough is reason to fail, even if there is enough now; the semaphore is then as it was.
     *
     * @param ctx the context
     * @param n how much
     * @throws ContextException if the context is done: its {@code err}. It is unchecked; who calls this at the end of a
     *     goroutine of its own catches it, for nobody else does
     * @throws InterruptedException if the thread is interrupted, before or while it waits; then it has acquired nothing
     * @throws IllegalArgumentException if {@code n} is negative
     */
    public void acquire(Context ctx, long n) throws InterruptedException {
        if (!acquire(n, ctx.done(), null)) {
            throw Objects.requireNonNullElseGet(ctx.err(), CanceledException::new);
        }
    }

    /**
     * Acquires {@code n}; waits for it for as long as it takes.
     *
     * @param n how much; if more than the size, it waits until it is interrupted
     * @throws InterruptedException if the thread is interrupted, before or while it waits; then it has acquired nothing
     * @throws IllegalArgumentException if {@code n} is negative
     */
    public void acquire(long n) throws InterruptedException {
        acquire(n, null, null);
    }

    /**
     * Acquires {@code n} if that is possible now and nobody waits. Never waits.
     *
     * @param n how much
     * @return whether it was acquired
     * @throws IllegalArgumentException if {@code n} is negative
     */
    public boolean tryAcquire(long n) {
        checkWeight(n);
        mutex.lock();
        try {
            return take(n);
        } finally {
            mutex.unlock();
        }
    }

    /**
     * Acquires {@code n}; waits for it, but no longer than the given time.
     *
     * @param n how much
     * @param timeout how long to wait; zero or less is one attempt
     * @return whether it was acquired
     * @throws InterruptedException if the thread is interrupted, before or while it waits; then it has acquired nothing
     * @throws IllegalArgumentException if {@code n} is negative
     */
    public boolean tryAcquire(long n, Duration timeout) throws InterruptedException {
        return acquire(n, null, Objects.requireNonNull(timeout, "timeout"));
    }

    /**
     * Gives back {@code n}, which goes to those who wait.
     *
     * @param n how much
     * @throws IllegalStateException if less is held ({@code semaphore: released more than held}); then nothing changes
     * @throws IllegalArgumentException if {@code n} is negative
     */
    public void release(long n) {
        checkWeight(n);
        Request admitted;
        mutex.lock();
        try {
            if (n > held) {
                throw new IllegalStateException("semaphore: released more than held");
            }
            held -= n;
            admitted = admit();
        } finally {
            mutex.unlock();
        }
        tell(admitted);
    }

    /** Waits for a channel to be closed or a time-out, if there are any; false if that comes first. */
    private boolean acquire(long n, @Nullable ReceiveChannel<?> done, @Nullable Duration timeout)
            throws InterruptedException {
        checkWeight(n);
        Mutex.checkInterrupt();
        Request request = null;
        mutex.lock();
        try {
            if (isDone(done)) {
                return false;
            }
            if (take(n)) {
                return true;
            }
            if (n <= size) {
                request = new Request(n);
                waiting.add(request);
            }
        } finally {
            mutex.unlock();
        }
        boolean granted = false;
        try {
            granted = isGranted(request, done, timeout);
        } finally {
            if (!granted && request != null) {
                withdraw(request);
            }
        }
        return granted;
    }

    private static boolean isGranted(
            @Nullable Request request, @Nullable ReceiveChannel<?> done, @Nullable Duration timeout)
            throws InterruptedException {
        ReceiveCase<Unit> granted = receive(request == null ? null : request.granted);
        if (timeout == null) {
            select(granted, receive(done));
        } else {
            select(timeout, granted);
        }
        return granted.chosen() && !isDone(done);
    }

    private static boolean isDone(@Nullable ReceiveChannel<?> done) {
        return done != null && done.drained();
    }

    private static void checkWeight(long n) {
        if (n < 0) {
            throw new IllegalArgumentException("semaphore: negative weight");
        }
    }

    private void withdraw(Request request) {
        Request admitted;
        mutex.lock();
        try {
            if (!waiting.remove(request)) {
                held -= request.n; // it was granted meanwhile, or on the way to be told
            }
            admitted = admit();
        } finally {
            mutex.unlock();
        }
        tell(admitted);
    }

    /** Takes it if there is enough, and nobody waits. With the mutex held. */
    private boolean take(long n) {
        if (!waiting.isEmpty() || n > size - held) {
            return false;
        }
        held += n;
        return true;
    }

    /** Gives to those who wait, as far as it suffices; the first of them, linked to the others. With the mutex held. */
    private @Nullable Request admit() {
        Request head = null;
        Request tail = null;
        while (!waiting.isEmpty() && waiting.getFirst().n <= size - held) {
            Request first = waiting.removeFirst();
            held += first.n;
            if (tail == null) {
                head = first;
            } else {
                tail.next = first;
            }
            tail = first;
        }
        return head;
    }

    /** Wakes those who were given what they asked for; not with the mutex held, for which they might wait next. */
    private static void tell(@Nullable Request admitted) {
        for (Request request = admitted; request != null; request = request.next) {
            request.granted.close();
        }
    }
}

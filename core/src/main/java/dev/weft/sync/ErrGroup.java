package dev.weft.sync;

import dev.weft.Go;
import dev.weft.Task;
import dev.weft.UncheckedInterruptedException;
import dev.weft.context.CancelableContext;
import dev.weft.context.Context;
import dev.weft.context.ContextException;
import dev.weft.internal.goroutine.Goroutine;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Goroutines that work on parts of one task, the first failure of which is that of the whole: Go's {@code errgroup.Group}
 * of {@code x/sync}.
 *
 * <pre>{@code
 * ErrGroup group = ErrGroup.withContext(ctx);
 * for (String url : urls) {
 *     group.go(() -> fetch(group.context(), url));
 * }
 * group.awaitOrThrow();
 * }</pre>
 *
 * <p>(A group that nothing from outside is to stop has {@link Context#background} as its parent.) {@link #await} waits for
 * all, and returns the exception of the first that failed. A group made by {@link
 * #withContext} has a context of its own, which the first failure cancels, so that the others can stop. It is cancelled
 * when {@code await} returns, too. Nobody is interrupted: the others must look at the context.
 *
 * <p>What a task throws:
 *
 * <ul>
 *   <li>An {@link Exception} is what an error is in Go. The first counts, the others are dropped. An {@link
 *       InterruptedException} or {@link UncheckedInterruptedException} is one like any other: the goroutine has not done
 *       what the group waits for.
 *   <li>An {@link Error} is what a panic is in Go, and is not an error that {@code await} returns. The goroutine's
 *       uncaught-exception handler gets it at once, as that of any goroutine would. If it is the first failure, it
 *       cancels the context, with an {@link ExecutionException} around it as the cause, and {@code await} throws it.
 * </ul>
 *
 * <p><b>Memory consistency effects</b>: actions before {@code go} or {@code tryGo} <i>happen-before</i> those of the task,
 * and those of the tasks <i>happen-before</i> the return of {@code await}.
 */
public final class ErrGroup {
    private final WaitGroup running = new WaitGroup();
    private final @Nullable CancelableContext context;

    /** What the first that failed has thrown. */
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    /** Null: none. */
    private final AtomicReference<@Nullable Limit> limit = new AtomicReference<>();

    /** How many may run; who waits for a slot, waits no longer when another limit has replaced this one. */
    private record Limit(WeightedSemaphore slots, CancelableContext replaced) {}

    /** Creates a group without a limit and without a context of its own, Go's zero {@code Group}. */
    public ErrGroup() {
        this(null);
    }

    private ErrGroup(@Nullable CancelableContext context) {
        this.context = context;
    }

    /**
     * Creates a group that cancels a context, derived from the given one, as soon as one of its goroutines fails, and when
     * {@link #await} returns; Go's {@code errgroup.WithContext}.
     *
     * @param parent what to derive the context from
     * @return the group; its {@link #context()} is what Go returns beside it
     * @throws NullPointerException if the parent is null ({@code cannot create context from nil parent})
     */
    public static ErrGroup withContext(Context parent) {
        return new ErrGroup(Context.withCancel(parent));
    }

    /**
     * The group's context, for its goroutines.
     *
     * @return that of {@link #withContext}; its cause is the first failure. For any other group {@link
     *     Context#background}
     */
    public Context context() {
        return context == null ? Context.background() : context;
    }

    /**
     * Starts a goroutine, Go's {@code g.Go(f)}. With a limit, it waits until fewer goroutines of the group run than that.
     *
     * @param f what it does
     * @throws UncheckedInterruptedException if the thread is interrupted and has to wait; the flag is set again, and
     *     nothing was started
     */
    public void go(Task<?> f) {
        Objects.requireNonNull(f, "f");
        for (;;) {
            Limit now = limit.get();
            if (now == null || now.slots.tryAcquire(1)) {
                start(f, now);
                return;
            }
            try {
                Go.unchecked(() -> now.slots.acquire(now.replaced, 1));
                start(f, now);
                return;
            } catch (ContextException e) {
                // another limit
            }
        }
    }

    /**
     * Starts a goroutine, unless as many as the limit allows are running. Never waits.
     *
     * @param f what it does
     * @return whether it was started
     */
    public boolean tryGo(Task<?> f) {
        Objects.requireNonNull(f, "f");
        Limit now = limit.get();
        if (now != null && !now.slots.tryAcquire(1)) {
            return false;
        }
        start(f, now);
        return true;
    }

    /**
     * Sets how many goroutines of the group may run at the same time. To be called while none runs.
     *
     * @param n how many; zero: none, so that {@code go} waits until another limit is set; negative: any number
     * @throws IllegalStateException if some are running ({@code errgroup: modify limit while 2 goroutines in the group are
     *     still active}); then the limit stays
     */
    public void setLimit(int n) {
        int active = running.counter();
        if (active != 0) {
            throw new IllegalStateException(
                    "errgroup: modify limit while " + active + " goroutines in the group are still active");
        }
        Limit next = n < 0 ? null : new Limit(new WeightedSemaphore(n), Context.withCancel(Context.background()));
        Limit before = limit.getAndSet(next);
        if (before != null) {
            before.replaced.cancel();
        }
    }

    /**
     * Waits until all goroutines of the group have ended. Then it cancels the context.
     *
     * <p>(Go's {@code Wait} is called {@code await}: {@link Object#wait()} is final. Calling that by mistake throws {@link
     * IllegalMonitorStateException}.)
     *
     * @return what the first that failed has thrown, that very object; null: all went well. If the group is used again,
     *     it stays the first
     * @throws InterruptedException if the thread is interrupted, before or while it waits; the goroutines run on, and the
     *     context is not cancelled
     * @throws Error if the first that failed has thrown one: that very object, in this thread too
     */
    public @Nullable Exception await() throws InterruptedException {
        running.await();
        if (context != null) {
            context.cancel();
        }
        Throwable first = failure.get();
        if (first == null || first instanceof Exception) {
            return (Exception) first;
        }
        throw ErrGroup.<RuntimeException>asIs(first);
    }

    /**
     * Waits as {@link #await} does, and throws what that would return.
     *
     * @throws Exception what the first that failed has thrown, that very object; but if that says that its goroutine was
     *     interrupted, an {@link ExecutionException} around it, since the current thread was not
     * @throws InterruptedException if the thread is interrupted, as {@code await} does
     * @throws Error as {@code await} does
     */
    public void awaitOrThrow() throws Exception {
        Exception first = await();
        if (first != null) {
            throw Goroutine.isStop(first) ? new ExecutionException(first) : first;
        }
    }

    private void start(Task<?> f, @Nullable Limit slot) {
        boolean started = false;
        try {
            running.go(() -> run(f, slot));
            started = true;
        } finally {
            if (!started) {
                leave(slot);
            }
        }
    }

    private void run(Task<?> f, @Nullable Limit slot) {
        try {
            f.run();
        } catch (Exception e) {
            fail(e, e);
        } catch (Throwable t) {
            fail(t, new ExecutionException(t));
            throw ErrGroup.<RuntimeException>asIs(t); // to the handler, which has it before anybody's await returns
        } finally {
            leave(slot);
        }
    }

    private void fail(Throwable thrown, Exception cause) {
        if (failure.compareAndSet(null, thrown) && context != null) {
            context.cancel(cause);
        }
    }

    private static void leave(@Nullable Limit slot) {
        if (slot != null) {
            slot.slots.release(1);
        }
    }

    /** Throws what is no exception. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <X extends Throwable> X asIs(Throwable t) throws X {
        throw (X) t;
    }
}

package dev.weft.sync;

import dev.weft.Arg;
import dev.weft.Go;
import dev.weft.Task;
import dev.weft.UncheckedInterruptedException;
import dev.weft.context.CancelableContext;
import dev.weft.context.Context;
import dev.weft.context.ContextException;
import dev.weft.internal.goroutine.Goroutine;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A group of goroutines that work on parts of one task; the first failure is the failure of the whole. Go's {@code
 * errgroup.Group} of {@code x/sync}.
 *
 * <pre>{@code
 * ErrGroup group = ErrGroup.withContext(ctx);
 * for (String url : urls) {
 *     group.go(() -> fetch(group.context(), url));
 * }
 * group.awaitOrThrow();
 * }</pre>
 *
 * <p>(If nothing outside should stop the group, use {@link Context#background} as the parent.) {@link #await} waits for
 * all goroutines, and returns the exception of the first that failed. A group made by {@link #withContext} has a
 * context of its own. The first failure cancels it, so that the others can stop; the return of {@code await} cancels
 * it, too. No goroutine is interrupted: the others must look at the context.
 *
 * <p>What a task throws:
 *
 * <ul>
 *   <li>An {@link Exception} is what an error is in Go. The first counts, the others are dropped. An {@link
 *       InterruptedException} or {@link UncheckedInterruptedException} counts like any other: the goroutine has not
 *       done what the group waits for.
 *   <li>An {@link Error} is what a panic is in Go, and {@code await} does not return it. The goroutine's
 *       uncaught-exception handler gets it at once, as for any goroutine. If it is the first failure, it cancels the
 *       context, with an {@link ExecutionException} around it as the cause, and {@code await} throws it.
 * </ul>
 *
 * <p>If memory has run out, the first failure still counts and cancels, if need be without a cause. If a goroutine
 * cannot be started, for lack of memory or any other reason, {@code go} and {@code tryGo} throw; the goroutine takes no
 * slot and is not waited for.
 *
 * <p><b>Memory consistency effects</b>: actions before {@code go} or {@code tryGo} <i>happen-before</i> those of the task,
 * and those of the tasks <i>happen-before</i> the return of {@code await}.
 */
public final class ErrGroup {
    static {
        rehearse();
    }

    private final WaitGroup running = new WaitGroup();
    private final @Nullable CancelableContext context;

    /** The first failure. */
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    /** Null: no limit. */
    private final AtomicReference<@Nullable Limit> limit = new AtomicReference<>();

    /** How many may run. Waiting for a slot ends when another limit has replaced this one. */
    private record Limit(WeightedSemaphore slots, CancelableContext replaced) {}

    /** Runs tasks that fail, in this thread; see {@link Rehearsal}. */
    private static void rehearse() {
        for (Throwable failure : new Throwable[] {new Exception(), new Error()}) {
            ErrGroup group = ErrGroup.withContext(Context.background());
            Limit slot = new Limit(new WeightedSemaphore(1), Context.withCancel(Context.background()));
            slot.slots.tryAcquire(1);
            try {
                group.run(
                        () -> {
                            throw Failures.<RuntimeException>asIs(failure);
                        },
                        slot);
            } catch (Error e) {
                // as it leaves a goroutine
            }
        }
    }

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
     * @return the group; its {@link #context()} is what Go returns with it
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
     * Starts a goroutine, Go's {@code g.Go(f)}. With a limit, it waits until fewer goroutines than that are running in
     * the group.
     *
     * @param f what it does
     * @throws UncheckedInterruptedException if the thread is interrupted and has to wait; the flag is set again, and
     *     nothing was started
     */
    public void go(Task<?> f) {
        start(f, true);
    }

    /**
     * Starts a goroutine on one argument; see {@link #go(Task)}.
     *
     * @param f what it does
     * @param a the argument, evaluated here and now
     * @param <A> the type of the argument
     * @throws UncheckedInterruptedException if the thread is interrupted and has to wait; the flag is set again, and
     *     nothing was started
     */
    public <A> void go(Arg<? super A> f, A a) {
        Objects.requireNonNull(f, "f");
        start(() -> f.run(a), true);
    }

    /**
     * Starts a goroutine, unless as many as the limit allows are running. Never waits.
     *
     * @param f what it does
     * @return whether it was started
     */
    public boolean tryGo(Task<?> f) {
        return start(f, false);
    }

    /**
     * Starts a goroutine on one argument, unless as many as the limit allows are running; see {@link #tryGo(Task)}.
     *
     * @param f what it does
     * @param a the argument, evaluated here and now
     * @param <A> the type of the argument
     * @return whether it was started
     */
    public <A> boolean tryGo(Arg<? super A> f, A a) {
        Objects.requireNonNull(f, "f");
        return start(() -> f.run(a), false);
    }

    /**
     * Sets how many goroutines of the group may run at the same time. Call it while none is running.
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
        Limit before;
        do { // those that wait are told first: if the stack is too short for that, nothing has changed
            before = limit.get();
            if (before != null) {
                before.replaced.cancel();
            }
        } while (!limit.compareAndSet(before, next));
    }

    /**
     * Waits until all goroutines of the group have ended, then cancels the group's context.
     *
     * <p>(Go's {@code Wait} is called {@code await}: {@link Object#wait()} is final. Calling that by mistake throws {@link
     * IllegalMonitorStateException}.)
     *
     * @return what the first that failed has thrown, that very object; null: none has failed. If the group is used
     *     again, the first failure stays
     * @throws InterruptedException if the thread is interrupted, before or while it waits; the goroutines run on, and the
     *     context is not cancelled
     * @throws Error if the first that failed has thrown one: that very object, also in this thread
     */
    public @Nullable Exception await() throws InterruptedException {
        running.await();
        return outcome();
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
        running.await();
        throwOutcome();
    }

    /**
     * Waits as {@link #awaitOrThrow()} does, but no longer than the given time. So it ends in one of three ways: it
     * returns true if all have ended and none has failed, it returns false if some are still running, and it throws if
     * all have ended and one has failed.
     *
     * @param timeout how long to wait; with zero or less it only looks
     * @return whether all goroutines have ended. If not, they run on, and the context is not cancelled
     * @throws Exception as {@code awaitOrThrow} does
     * @throws InterruptedException if the thread is interrupted, as {@code await} does
     * @throws Error as {@code await} does
     */
    public boolean await(Duration timeout) throws Exception {
        boolean ended = running.await(timeout);
        if (ended) {
            throwOutcome();
        }
        return ended;
    }

    /**
     * Waits as {@link #awaitOrThrow()} does, but gives up when a context is done. In Go that takes another goroutine, which
     * calls {@code Wait}, and a select.
     *
     * <p>It gives up only while goroutines are running: if all have ended, their outcome counts, even if the context is
     * done by then. When it gives up, they run on, and the group's context is not cancelled, unless it is derived from
     * {@code ctx}. To wait only until the first failure, pass the group's own {@link #context()}.
     *
     * @param ctx when to give up; never, if its {@code done} is null
     * @throws ContextException if the context is done first: its {@code err}. (A goroutine may have failed with one, too;
     *     {@code await(Duration.ZERO)} tells whether all have ended)
     * @throws Exception as {@code awaitOrThrow} does
     * @throws InterruptedException if the thread is interrupted, as {@code await} does
     * @throws Error as {@code await} does
     */
    public void await(Context ctx) throws Exception {
        running.await(ctx);
        throwOutcome();
    }

    @Override
    public String toString() {
        Limit now = limit.get();
        Throwable first = failure.get();
        return super.toString() + "[running " + running.counter()
                + (now == null ? "" : ", limit " + now.slots.size())
                + (first == null ? "]" : ", failed: " + first.getClass().getName() + "]");
    }

    /** The outcome, when all have ended. */
    private @Nullable Exception outcome() {
        if (context != null) {
            context.cancel();
        }
        Throwable first = failure.get();
        if (first == null || first instanceof Exception) {
            return (Exception) first;
        }
        throw Failures.<RuntimeException>asIs(first);
    }

    private void throwOutcome() throws Exception {
        Exception first = outcome();
        if (first != null) {
            throw Goroutine.isStop(first) ? Failures.elsewhere(first) : first;
        }
    }

    /** Starts a goroutine; false if there is no slot and it should not wait for one. */
    private boolean start(Task<?> f, boolean waits) {
        Objects.requireNonNull(f, "f");
        Limit slot = limit.get();
        if (slot != null && !slot.slots.tryAcquire(1)) {
            if (!waits) {
                return false;
            }
            slot = awaitSlot();
        }
        boolean started = false;
        try { // whatever goes wrong from here on, the slot is not kept
            Limit taken = slot;
            running.go(() -> run(f, taken));
            started = true;
        } finally {
            if (!started) {
                leave(slot);
            }
        }
        return true;
    }

    private @Nullable Limit awaitSlot() {
        for (;;) {
            Limit now = limit.get();
            if (now == null || now.slots.tryAcquire(1)) {
                return now;
            }
            try {
                Go.unchecked(() -> now.slots.acquire(now.replaced, 1));
                return now;
            } catch (ContextException e) {
                if (limit.get() == now) {
                    Go.gosched(); // another limit is about to replace it
                }
            }
        }
    }

    private void run(Task<?> f, @Nullable Limit slot) {
        try {
            f.run();
        } catch (Exception e) {
            fail(e);
        } catch (Throwable t) {
            fail(t);
            throw Failures.<RuntimeException>asIs(t); // to the handler, which has it before any await returns
        } finally {
            leave(slot);
        }
    }

    /** Records the failure before anything is allocated; cancels the context, if need be without a cause. */
    private void fail(Throwable thrown) {
        if (!failure.compareAndSet(null, thrown) || context == null) {
            return;
        }
        try {
            context.cancel(thrown instanceof Exception e ? e : Failures.elsewhere(thrown));
        } catch (VirtualMachineError e) { // no memory
            context.cancel();
        }
    }

    private static void leave(@Nullable Limit slot) {
        if (slot != null) {
            slot.slots.giveBack(1);
        }
    }
}

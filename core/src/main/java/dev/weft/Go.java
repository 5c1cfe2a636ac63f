package dev.weft;

import dev.weft.context.CanceledException;
import dev.weft.context.Context;
import dev.weft.context.ContextException;
import dev.weft.internal.goroutine.Goroutine;
import dev.weft.internal.goroutine.Program;
import dev.weft.internal.time.MonotonicClock;
import dev.weft.internal.wait.Scheduling;
import dev.weft.internal.wait.Wait;
import dev.weft.internal.wait.WaitReason;
import java.time.Duration;
import java.util.Objects;

/**
 * Goroutines: {@code go f()}, and what belongs to them. Meant for static import.
 *
 * <p>A goroutine is a virtual thread. Like every virtual thread it is a daemon: the program ends when {@code
 * main} returns, as in Go. Unlike a goroutine of Go's it is not preempted: one that computes without ever
 * waiting keeps its carrier until it is through, or calls {@link #gosched}.
 *
 * <p><b>Failures.</b> Where a panic ends the whole program in Go, a goroutine that ends with an exception
 * hands this very exception to its thread's uncaught-exception handler, which by default prints it. One that
 * ends with an {@link InterruptedException} or {@link UncheckedInterruptedException} ends quietly: it was
 * asked to stop. Interrupting the returned thread is the way to ask. Any other exception is a failure, also that of a
 * {@link dev.weft.context.Context} that is done: who stops for a context returns. A program that is run by {@link #run}
 * ends with the first failure, as in Go.
 *
 * <p>A goroutine does not inherit inheritable thread-locals. Its context class loader is that of the thread which starts
 * it, or which has set the function that it runs.
 *
 * <p><b>Memory consistency effects</b>: actions before {@code go} <i>happen-before</i> the start of the
 * goroutine. As in Go, its end <i>happens-before</i> nothing (but a {@link Thread#join} of its thread): to
 * wait for it, use a channel or a {@link dev.weft.sync.WaitGroup}.
 */
public final class Go {
    private Go() {}

    /**
     * Starts a goroutine, Go's {@code go f()}.
     *
     * @param task what it does
     * @return its virtual thread, started
     */
    public static Thread go(Task<?> task) {
        return Goroutine.start(Objects.requireNonNull(task, "task"));
    }

    /**
     * Starts a goroutine with a name, which thread dumps show.
     *
     * @param name the name of its thread
     * @param task what it does
     * @return its virtual thread, started
     */
    public static Thread go(String name, Task<?> task) {
        Objects.requireNonNull(name, "name");
        return Goroutine.start(name, Objects.requireNonNull(task, "task"));
    }

    /**
     * Starts a goroutine on one argument, Go's {@code go f(x)}: the argument is evaluated here and now.
     *
     * @param task what it does
     * @param a the argument
     * @param <A> the type of the argument
     * @return its virtual thread, started
     */
    public static <A> Thread go(Arg<? super A> task, A a) {
        Objects.requireNonNull(task, "task");
        return Goroutine.start(() -> task.run(a));
    }

    /**
     * Starts a goroutine on two arguments, Go's {@code go f(x, y)}: the arguments are evaluated here and now.
     *
     * @param task what it does
     * @param a the first argument
     * @param b the second argument
     * @param <A> the type of the first argument
     * @param <B> the type of the second argument
     * @return its virtual thread, started
     */
    public static <A, B> Thread go(Arg2<? super A, ? super B> task, A a, B b) {
        Objects.requireNonNull(task, "task");
        return Goroutine.start(() -> task.run(a, b));
    }

    /**
     * Starts a goroutine on three arguments, Go's {@code go f(x, y, z)}: the arguments are evaluated here and now,
     * where a lambda would read a field when the goroutine runs.
     *
     * @param task what it does
     * @param a the first argument
     * @param b the second argument
     * @param c the third argument
     * @param <A> the type of the first argument
     * @param <B> the type of the second argument
     * @param <C> the type of the third argument
     * @return its virtual thread, started
     */
    public static <A, B, C> Thread go(Arg3<? super A, ? super B, ? super C> task, A a, B b, C c) {
        Objects.requireNonNull(task, "task");
        return Goroutine.start(() -> task.run(a, b, c));
    }

    /**
     * Starts a goroutine on four arguments, Go's {@code go f(w, x, y, z)}: the arguments are evaluated here and now,
     * where a lambda would read a field when the goroutine runs.
     *
     * @param task what it does
     * @param a the first argument
     * @param b the second argument
     * @param c the third argument
     * @param d the fourth argument
     * @param <A> the type of the first argument
     * @param <B> the type of the second argument
     * @param <C> the type of the third argument
     * @param <D> the type of the fourth argument
     * @return its virtual thread, started
     */
    public static <A, B, C, D> Thread go(Arg4<? super A, ? super B, ? super C, ? super D> task, A a, B b, C c, D d) {
        Objects.requireNonNull(task, "task");
        return Goroutine.start(() -> task.run(a, b, c, d));
    }

    /**
     * Runs a program as Go does: an exception that no goroutine catches ends it, and when it ends, no goroutine is left.
     *
     * <pre>{@code
     * public static void main(String[] args) throws Exception {
     *     Go.run(() -> {
     *         go(() -> serve(requests)); // if it fails, run throws what it has thrown
     *         feed(requests);
     *     }); // and when feed has returned, serve is interrupted
     * }
     * }</pre>
     *
     * <p>It runs {@code main} in a goroutine of its own. To the program belong this goroutine and all that are started by
     * those that belong to it: with {@link #go}, with {@code go} of a {@link dev.weft.sync.WaitGroup} or an {@link
     * dev.weft.sync.ErrGroup}, or as functions of {@link dev.weft.time.Timers#afterFunc} and {@link
     * dev.weft.context.Context#afterFunc}, which belong to the program in which they were set, whoever lets them start.
     * (With a context of somebody else's that starts its functions itself, they belong where it starts them.) Other threads
     * do not, whoever starts them.
     *
     * <p><b>The end.</b> What comes first decides how it ends: that {@code main} ends, or that an exception reaches the
     * uncaught-exception handler of another goroutine, unless that goroutine has set a handler of its own. Then all
     * goroutines of the program are interrupted, {@code main} too, and those that are started later begin with the
     * interrupt flag set. {@code run} returns or throws when the tasks of all have ended. Where Go's process would just be
     * gone, a goroutine that ignores interrupts, or that waits for a lock which nobody frees, is waited for, for ever if
     * need be. Functions that are due only after that are not started.
     *
     * <p>A goroutine that ends because it was interrupted does so quietly. What fails otherwise after the first event,
     * because of the interrupt perhaps, goes to the default uncaught-exception handler, as without {@code run}.
     *
     * <p><b>Interruption.</b> Who interrupts the thread that called {@code run} interrupts {@code main}, which decides what
     * to do; once the end has come, all that are left. {@code run} throws {@code InterruptedException} only if that is how
     * {@code main} ends; else the thread's interrupt flag is set again.
     *
     * <p>A program may run another one; the inner one is a program of its own, and its failure one of the goroutine that
     * runs it. Goroutines outside are not affected by any.
     *
     * <p><b>Memory consistency effects</b>: actions before {@code run} <i>happen-before</i> those of {@code main}, and
     * actions of all goroutines of the program <i>happen-before</i> its return.
     *
     * @param main what to run
     * @throws Exception what {@code main} has thrown, or the goroutine that failed before {@code main} ended: that very
     *     object, be it an exception or an error; or {@code InterruptedException} if the thread was interrupted before
     */
    public static void run(Task<?> main) throws Exception {
        Program.run(Objects.requireNonNull(main, "main"));
    }

    /**
     * Pauses the current thread, Go's {@code time.Sleep}.
     *
     * @param d for how long; zero or less returns at once
     * @throws InterruptedException if the thread is interrupted, before or while it sleeps
     */
    public static void sleep(Duration d) throws InterruptedException {
        Objects.requireNonNull(d, "d");
        if (!d.isPositive()) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            return;
        }
        Wait wait = new Wait(WaitReason.SLEEP);
        wait.throwUnlessTimedOut(wait.await(MonotonicClock.deadlineAfter(d)));
    }

    /**
     * Pauses the current thread, unless a context is done before the time is over: Go's {@code select} between {@code
     * ctx.Done()} and {@code time.After(d)}.
     *
     * @param ctx the context
     * @param d for how long; zero or less only looks at the context
     * @throws ContextException if the context is done, before or while it sleeps: its {@code err}
     * @throws InterruptedException if the thread is interrupted, before or while it sleeps
     * @throws NullPointerException if the context or the duration is null
     */
    public static void sleep(Context ctx, Duration d) throws InterruptedException {
        Objects.requireNonNull(ctx, "ctx");
        Objects.requireNonNull(d, "d");
        Wait.checkInterrupt();
        ctx.throwIfDone();
        if (d.isPositive() && Select.select(d, Select.receive(ctx.done())) == 0) {
            throw Objects.requireNonNullElseGet(ctx.err(), CanceledException::new);
        }
    }

    /**
     * Lets other goroutines run, Go's {@code runtime.Gosched}: every one that could run gets its turn, also
     * those that were started or woken by a platform thread or a timer, which a loop over {@link
     * Thread#yield} would keep waiting for ever. Ignores interrupts.
     */
    public static void gosched() {
        Scheduling.gosched();
    }

    /**
     * Calls something that can be interrupted where no checked exception may be thrown, as in the lambdas of
     * {@code java.util.stream}.
     *
     * @param op what to call
     * @param <T> the type of the result
     * @return its result
     * @throws UncheckedInterruptedException if it throws {@link InterruptedException}; the interrupt flag is
     *     set again
     */
    public static <T> T unchecked(Call<? extends T, InterruptedException> op) {
        try {
            return op.call();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedInterruptedException(e);
        }
    }

    /**
     * Runs something that can be interrupted where no checked exception may be thrown.
     *
     * @param op what to run
     * @throws UncheckedInterruptedException if it throws {@link InterruptedException}; the interrupt flag is
     *     set again
     */
    public static void unchecked(Task<InterruptedException> op) {
        try {
            op.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedInterruptedException(e);
        }
    }

    /**
     * Calls an operation that must not be given up, whatever interrupts: above all a send or receive in a {@code finally}
     * block, where an interrupt may be pending because it is what ended the {@code try}. The operation is called again
     * until it has not been interrupted; then the interrupt flag is set again.
     *
     * <pre>{@code
     * try {
     *     work();
     * } finally {
     *     uninterruptibly(() -> slots.receive());
     * }
     * }</pre>
     *
     * <p>It should be one operation. Of several that were called together, those before the interrupt would be repeated.
     *
     * @param op what to call; if it throws {@link InterruptedException} or {@link UncheckedInterruptedException}, it has
     *     done nothing
     * @param <T> the type of the result
     * @return its result
     */
    public static <T> T uninterruptibly(Call<? extends T, InterruptedException> op) {
        Objects.requireNonNull(op, "op");
        boolean interrupted = Thread.interrupted();
        try {
            for (;;) {
                try {
                    return op.call();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (UncheckedInterruptedException e) {
                    interrupted = true;
                    Thread.interrupted(); // whoever throws it has set the flag
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * Runs an operation that must not be given up, whatever interrupts; see {@link #uninterruptibly(Call)}.
     *
     * @param op what to run; if it throws {@link InterruptedException} or {@link UncheckedInterruptedException}, it has done
     *     nothing
     */
    public static void uninterruptibly(Task<InterruptedException> op) {
        Objects.requireNonNull(op, "op");
        uninterruptibly(() -> {
            op.run();
            return Unit.UNIT;
        });
    }
}

package dev.weft;

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
}

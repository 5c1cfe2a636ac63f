package dev.weft;

import dev.weft.context.CanceledException;
import dev.weft.context.Context;
import dev.weft.context.ContextException;
import dev.weft.internal.goroutine.Goroutine;
import dev.weft.internal.goroutine.Program;
import dev.weft.internal.observe.Watch;
import dev.weft.internal.time.Clock;
import dev.weft.internal.time.MonotonicClock;
import dev.weft.internal.wait.Scheduling;
import dev.weft.internal.wait.StackReserve;
import dev.weft.internal.wait.Wait;
import dev.weft.internal.wait.WaitReason;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ThreadFactory;

/**
 * Starts goroutines, Go's {@code go f()}, and runs programs made of them. Its methods are meant for static import.
 *
 * <p>A goroutine is a virtual thread. Like every virtual thread it is a daemon: the program ends when {@code main}
 * returns, as in Go. Unlike in Go, it is not preempted: a goroutine that computes without ever waiting keeps its
 * carrier thread until it finishes or calls {@link #gosched}.
 *
 * <p><b>Failures.</b> In Go, a panic ends the whole program. Here, a goroutine that ends with an exception passes it,
 * unwrapped, to its thread's uncaught-exception handler, which by default prints it. A goroutine that ends with an
 * {@link InterruptedException} or {@link UncheckedInterruptedException} ends quietly: it was asked to stop. To ask it,
 * interrupt the thread that {@code go} returned. Any other exception is a failure, even the {@link ContextException} of
 * a context that is done: a goroutine that stops for its context should return. A program run by {@link #run} ends with
 * the first failure, as in Go.
 *
 * <p>A goroutine does not inherit inheritable thread-locals. Its context class loader is that of the thread that starts
 * it or, for a function that was set for later, of the thread that set it.
 *
 * <p><b>Memory consistency effects</b>: actions before {@code go} <i>happen-before</i> the start of the goroutine. As
 * in Go, its end <i>happens-before</i> nothing (except the return of a {@link Thread#join} on its thread): to wait for
 * it, use a channel or a {@link dev.weft.sync.WaitGroup}.
 */
public final class Go {
    static {
        Watch.prepare();
    }

    private Go() {}

    /**
     * Starts a goroutine, Go's {@code go f()}.
     *
     * <p>If you have a {@link Runnable} {@code r}, write {@code go(r::run)}.
     *
     * @param task what it does
     * @return its virtual thread, started
     * @throws NullPointerException if the task is null
     * @throws IllegalStateException if the scheduler that {@code -Dweft.scheduler} asks for is not available; the message
     *     says what is missing
     * @throws OutOfMemoryError if there is no memory for the goroutine, or no native thread for it to run on. In the latter
     *     case it may run all the same, later, on a thread that is already there
     */
    public static Thread go(Task<?> task) {
        return Goroutine.start(Objects.requireNonNull(task, "task"));
    }

    /**
     * Starts a goroutine with a name, which {@linkplain Goroutines#dump dumps} show.
     *
     * @param name the name of its thread
     * @param task what it does
     * @return its virtual thread, started
     * @throws NullPointerException if the name or the task is null
     * @throws IllegalStateException as {@link #go(Task)} does
     * @throws OutOfMemoryError as {@link #go(Task)} does
     */
    public static Thread go(String name, Task<?> task) {
        Objects.requireNonNull(name, "name");
        return Goroutine.start(name, Objects.requireNonNull(task, "task"));
    }

    /**
     * Starts a goroutine with one argument, Go's {@code go f(x)}: the argument is evaluated here and now.
     *
     * @param task what it does
     * @param a the argument
     * @param <A> the type of the argument
     * @return its virtual thread, started
     * @throws NullPointerException if the task is null
     * @throws IllegalStateException as {@link #go(Task)} does
     * @throws OutOfMemoryError as {@link #go(Task)} does
     */
    public static <A> Thread go(Arg<? super A> task, A a) {
        Objects.requireNonNull(task, "task");
        return Goroutine.start(() -> task.run(a));
    }

    /**
     * Starts a goroutine with two arguments, Go's {@code go f(x, y)}: the arguments are evaluated here and now.
     *
     * @param task what it does
     * @param a the first argument
     * @param b the second argument
     * @param <A> the type of the first argument
     * @param <B> the type of the second argument
     * @return its virtual thread, started
     * @throws NullPointerException if the task is null
     * @throws IllegalStateException as {@link #go(Task)} does
     * @throws OutOfMemoryError as {@link #go(Task)} does
     */
    public static <A, B> Thread go(Arg2<? super A, ? super B> task, A a, B b) {
        Objects.requireNonNull(task, "task");
        return Goroutine.start(() -> task.run(a, b));
    }

    /**
     * Starts a goroutine with three arguments, Go's {@code go f(x, y, z)}: the arguments are evaluated here and now,
     * whereas a lambda reads a field only when the goroutine runs.
     *
     * @param task what it does
     * @param a the first argument
     * @param b the second argument
     * @param c the third argument
     * @param <A> the type of the first argument
     * @param <B> the type of the second argument
     * @param <C> the type of the third argument
     * @return its virtual thread, started
     * @throws NullPointerException if the task is null
     * @throws IllegalStateException as {@link #go(Task)} does
     * @throws OutOfMemoryError as {@link #go(Task)} does
     */
    public static <A, B, C> Thread go(Arg3<? super A, ? super B, ? super C> task, A a, B b, C c) {
        Objects.requireNonNull(task, "task");
        return Goroutine.start(() -> task.run(a, b, c));
    }

    /**
     * Starts a goroutine with four arguments, Go's {@code go f(w, x, y, z)}: the arguments are evaluated here and now,
     * whereas a lambda reads a field only when the goroutine runs.
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
     * @throws NullPointerException if the task is null
     * @throws IllegalStateException as {@link #go(Task)} does
     * @throws OutOfMemoryError as {@link #go(Task)} does
     */
    public static <A, B, C, D> Thread go(Arg4<? super A, ? super B, ? super C, ? super D> task, A a, B b, C c, D d) {
        Objects.requireNonNull(task, "task");
        return Goroutine.start(() -> task.run(a, b, c, d));
    }

    /**
     * Returns a factory of threads that run on the same scheduler as goroutines, for frameworks and executors that take
     * one. The threads are virtual, without names, and inherit no inheritable thread-locals. What they run is no
     * goroutine: it belongs to no program of {@link #run}, and its context class loader is the system's. Only in a test with
     * virtual time ({@link dev.weft.testing.SyncTest}) does a thread that a goroutine of the test makes belong to the test.
     *
     * <p>The factory's {@code toString} says which scheduler that is; if it is Weft's own, with its processors and
     * carriers, and with how often it has woken a carrier, stolen goroutines, and retaken a processor. The system property
     * {@code weft.scheduler}, which is read once, chooses the scheduler: {@code jdk} is the default, {@code go} is Weft's own.
     * The latter also needs {@code --add-opens java.base/java.lang=ALL-UNNAMED}; on the module path, {@code --add-opens
     * java.base/java.lang=dev.weft}.
     *
     * @return the factory
     * @throws IllegalStateException if the scheduler that was asked for is not available
     */
    public static ThreadFactory threadFactory() {
        return Goroutine.threadFactory();
    }

    /**
     * Runs a program as Go does: an exception that no goroutine catches ends it, and when it ends, no goroutine is
     * left.
     *
     * <pre>{@code
     * public static void main(String[] args) throws Exception {
     *     Go.run(() -> {
     *         go(() -> serve(requests)); // if it fails, run throws its exception
     *         feed(requests);
     *     }); // and when feed has returned, serve is interrupted
     * }
     * }</pre>
     *
     * <p>It runs {@code main} in a goroutine of its own. This goroutine belongs to the program, and so does every
     * goroutine that one of its goroutines starts: with {@link #go}, with the {@code go} of a {@link
     * dev.weft.sync.WaitGroup} or an {@link dev.weft.sync.ErrGroup}, or as a function of {@link
     * dev.weft.time.Timers#afterFunc} or {@link dev.weft.context.Context#afterFunc}. Such a function belongs to the
     * program in which it was set, whatever triggers it. (If a third-party context starts its functions itself, they
     * belong to the program in which it starts them.) Other threads do not belong to the program, whoever starts them.
     *
     * <p><b>The end.</b> The end begins when {@code main} ends, or when an exception reaches the uncaught-exception
     * handler of another goroutine (unless that goroutine has set a handler of its own), whichever comes first. Then
     * all goroutines of the program are interrupted, {@code main} too; those that are started later begin with the
     * interrupt flag set. {@code run} returns or throws when the tasks of all of them have ended. Go's process would
     * simply be gone; {@code run} waits for every goroutine, forever if one ignores interrupts. If that takes longer than ten
     * seconds, a warning is logged, with what has ended the program and with those that are left. It does not wait for
     * those that can never go on, such as one that waits for a lock that nobody frees, but logs a warning. Functions that
     * become due only after that are not started.
     *
     * <p>So the failure of a goroutine is not seen when it happens, but when {@code run} throws it, or in that warning if a
     * goroutine ignores the interrupt.
     *
     * <p><b>Deadlock.</b> If none of its goroutines can ever go on, the program ends with a {@link DeadlockException}, as
     * Go's ends with {@code all goroutines are asleep - deadlock!}. This takes between 50 and a few hundred milliseconds;
     * up to ten minutes, if other programs of the same {@code main} have slept for a long time, and were woken. It is
     * noticed if all goroutines wait without a limit of time, on something of this library, and if the garbage collector
     * finds that nothing else refers to them or to what they wait for: no thread, no timer, no static field, and no variable
     * of the methods that have called {@code run}. If something does, and they have been asleep for ten seconds, a warning
     * is logged, to the {@link System.Logger} {@code dev.weft}. As in Go, a program whose {@code main} waits only to be
     * interrupted is dead, unless something refers to the thread of {@code main}. It does not count that another thread
     * may interrupt the one that called {@code run}, as an executor does. Nor do soft and weak references count: a
     * program that keeps a goroutine, or what it waits for, only weakly must not expect to find it again. For the
     * proof, {@code System.gc()} is called; as long as it proves nothing, only rarely. With {@code
     * -XX:+DisableExplicitGC}, the proof has to wait for a collection that happens by itself. Programs that wait for a
     * monitor, or for an object of {@code java.util.concurrent}, are not ended; if all their goroutines have been found
     * waiting for ten seconds, that is logged.
     *
     * <p>A goroutine that ends because it was interrupted ends quietly. Any other failure after the end has begun,
     * perhaps caused by the interrupt, goes to the default uncaught-exception handler, as it would without {@code run}.
     *
     * <p><b>Interruption.</b> An interrupt of the thread that called {@code run} is passed on to {@code main}, which
     * decides what to do; once the end has begun, it is passed on to all goroutines that are left. {@code run} throws
     * {@code InterruptedException} only if the thread was already interrupted when it called {@code run}, if {@code
     * main} ends with it, or if {@code main} can never go on. Otherwise it sets the thread's interrupt flag again.
     *
     * <p>A program may run another one. The inner one is a program of its own; its failure is thrown in the goroutine
     * that runs it, so its deadlock is not that of the outer one. While an inner program runs, the outer one is not judged;
     * if the two wait for each other, there is only the warning. Goroutines outside a program are not affected by it.
     *
     * <p><b>Memory consistency effects</b>: actions before {@code run} <i>happen-before</i> those of {@code main}, and
     * actions of all goroutines of the program <i>happen-before</i> its return.
     *
     * @param main what to run
     * @throws DeadlockException if none of its goroutines can ever go on
     * @throws Exception the exception or error object that {@code main} threw, or that a goroutine failed with before
     *     {@code main} ended; or {@code InterruptedException} if the thread was already interrupted
     */
    public static void run(Task<?> main) throws Exception {
        Program program = new Program(Objects.requireNonNull(main, "main"));
        main = null; // for as long as this frame keeps it, it keeps the channels to which it refers
        Watch.run(program);
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
            Wait.checkInterrupt();
            return;
        }
        StackReserve.check(); // Java 21 sets the timer, in a queue that all threads share, on this stack
        Wait wait = new Wait(WaitReason.SLEEP);
        Clock clock = MonotonicClock.current();
        wait.throwUnlessTimedOut(wait.await(clock.deadlineAfter(d), clock));
    }

    /**
     * Pauses the current thread until the time has passed, or throws if a context is done first: Go's {@code select}
     * between {@code ctx.Done()} and {@code time.After(d)}.
     *
     * @param ctx the context
     * @param d for how long; zero or less only checks the context
     * @throws ContextException the context's {@code err}, if it is done before or while the thread sleeps
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
     * Lets other goroutines run, Go's {@code runtime.Gosched}: every goroutine that can run gets a turn, including
     * those started or woken by a platform thread or a timer, which a loop over {@link Thread#yield} would starve
     * forever. Ignores interrupts.
     */
    public static void gosched() {
        StackReserve.checkForSeveral(); // for the locks of the alarms
        Scheduling.gosched();
    }

    /**
     * Calls an operation that can be interrupted where no checked exception may be thrown, as in the lambdas of {@code
     * java.util.stream}.
     *
     * <p>Pass a lambda, {@code unchecked(() -> wg.await())}. A method reference such as {@code wg::await} does not compile if
     * the method is overloaded.
     *
     * @param op what to call
     * @param <T> the type of the result
     * @return its result
     * @throws UncheckedInterruptedException if it throws {@link InterruptedException}; the interrupt flag is
     *     set again
     */
    public static <T> T unchecked(Call<? extends T, InterruptedException> op) {
        Objects.requireNonNull(op, "op");
        try {
            return op.call();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedInterruptedException(e);
        }
    }

    /**
     * Runs an operation that can be interrupted where no checked exception may be thrown; see {@link #unchecked(Call)}.
     *
     * @param op what to run
     * @throws UncheckedInterruptedException if it throws {@link InterruptedException}; the interrupt flag is
     *     set again
     */
    public static void unchecked(Task<InterruptedException> op) {
        Objects.requireNonNull(op, "op");
        try {
            op.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedInterruptedException(e);
        }
    }

    /**
     * Calls an operation that must complete in spite of interrupts: typically a send or receive in a {@code finally}
     * block, where an interrupt may be pending because it is what ended the {@code try} block. The operation is
     * repeated until it completes; then the interrupt flag is set again if there was an interrupt.
     *
     * <pre>{@code
     * try {
     *     work();
     * } finally {
     *     uninterruptibly(() -> slots.receive());
     * }
     * }</pre>
     *
     * <p>Pass a single operation. Of several combined, those before the interrupt would be repeated. Pass it as a lambda,
     * {@code uninterruptibly(() -> wg.await())}. A method reference such as {@code wg::await} does not compile if the method
     * is overloaded.
     *
     * @param op what to call; if it throws {@link InterruptedException} or {@link UncheckedInterruptedException}, it
     *     must have done nothing
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
                    Thread.interrupted(); // it is thrown with the flag set
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * Runs an operation that must complete in spite of interrupts; see {@link #uninterruptibly(Call)}.
     *
     * @param op what to run; if it throws {@link InterruptedException} or {@link UncheckedInterruptedException}, it
     *     must have done nothing
     */
    public static void uninterruptibly(Task<InterruptedException> op) {
        Objects.requireNonNull(op, "op");
        uninterruptibly(() -> {
            op.run();
            return Unit.UNIT;
        });
    }
}

package dev.weft.testing;

import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static dev.weft.Select.send;

import dev.weft.Channel;
import dev.weft.Go;
import dev.weft.ReceiveChannel;
import dev.weft.Task;
import dev.weft.Unit;
import dev.weft.internal.bubble.Bubble;
import dev.weft.internal.goroutine.Program;
import dev.weft.internal.time.Clock;
import dev.weft.internal.wait.StackReserve;
import dev.weft.internal.wait.Wait;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A bubble as the thread that runs a test sees it: as one call from beginning to end, or as several calls, one after
 * another, which main runs for it. Between the calls, main waits for the next one, and that is a wait for something
 * outside: the clock stands still.
 *
 * <p>Used by one thread, or by several in turn, none of which is in a bubble. Main and that thread meet on channels that were
 * made outside. A thread that JUnit has given up may still be at the end of its call while another one makes the next; so
 * what they share is volatile, and each of it is written by one at a time, or is only ever set to the same value.
 */
final class Session {
    private final Bubble bubble = new Bubble(this::serve);
    private final Program program = bubble.program();
    private final Standstill standstill = new Standstill(bubble);
    private final Channel<Call> calls = Channel.make();

    /** Whether a call has failed, so that goroutines that are left need an explanation no longer. */
    private volatile boolean failed;

    private volatile boolean closed;

    /** The call that main runs, or has run last. */
    private volatile @Nullable Call latest;

    /** What has ended the program, as soon as a call has thrown it. */
    private volatile @Nullable Throwable reported;

    /** One call, and its outcome, which main writes before it closes {@code done}. */
    private static final class Call {
        private final Task<?> task;
        private final Channel<Unit> done = Channel.make();
        private @Nullable Throwable thrown;

        /** Whether the thread that has made this call has been interrupted meanwhile. */
        private volatile boolean interrupted;

        Call(Task<?> task) {
            this.task = task;
        }

        void run(Consumer<Call> afterwards) {
            try {
                task.run();
            } catch (Throwable t) {
                thrown = t;
            }
            try {
                afterwards.accept(this);
            } finally {
                done.close();
            }
        }
    }

    /** Opens a bubble for several calls. */
    Session() {
        StackReserve.checkForSeveral(); // to start main
        boolean started = false;
        try {
            program.start();
            started = true;
        } finally {
            if (!started) {
                end();
            }
        }
    }

    /**
     * Runs a test from beginning to end, in a bubble of its own.
     *
     * @param test what main does
     * @throws Exception the failure, as it is
     */
    static void run(Task<?> test) throws Exception {
        Wait.checkInterrupt();
        StackReserve.checkForSeveral(); // to start main, and then to wait
        Bubble bubble = new Bubble(test);
        Program program = bubble.program();
        try {
            program.start();
            boolean interrupted = await(program.over(), program, new Standstill(bubble), null);
            program.throwOutcome(interrupted);
        } finally {
            program.finish();
            bubble.close();
        }
    }

    /**
     * {@code synctest.Wait}.
     *
     * @throws InterruptedException if the thread is interrupted, before or while it waits
     * @throws IllegalStateException if the thread is in no bubble, or if another one is waiting already
     */
    static void awaitAll() throws InterruptedException {
        if (!(Clock.virtual() instanceof Bubble bubble)) {
            throw new IllegalStateException(
                    "goroutine is not in a bubble: call it inside SyncTest.run, or in a goroutine "
                            + "that was started there");
        }
        bubble.awaitAll();
    }

    // Main.

    private void serve() {
        for (Call call = next(); call != null; call = next()) {
            call.run(this::stopIfOutOfTime);
        }
    }

    /**
     * Called by main when a call has ended. One that has been interrupted, by a time limit probably, may have left goroutines
     * that hold the clock; the calls that clean up would wait for the time in vain. So all are interrupted. This interrupts
     * main, too, but not the next call.
     */
    private void stopIfOutOfTime(Call call) {
        if (call.interrupted && call.thrown != null) {
            program.stop();
        }
    }

    /** The next call. An interrupt ends a call, but not main: what cleans up comes later. */
    private @Nullable Call next() {
        @Nullable Call[] next = new @Nullable Call[1];
        Go.uninterruptibly(() -> {
            next[0] = calls.receive();
        });
        Thread.interrupted();
        return next[0];
    }

    // The thread outside.

    /**
     * Has main run something, and waits until it has. An interrupt of the current thread is passed on to main.
     *
     * @param task what to run
     * @throws Exception what has ended the program, if it has been ended during this call: a failure of any goroutine, or a
     *     deadlock. Otherwise what the task has thrown
     */
    void call(Task<?> task) throws Exception {
        Wait.checkInterrupt();
        Call before = awaitLatest();
        Call call = new Call(task);
        boolean taken = false;
        latest = call; // before main takes it, so that another thread that comes next knows of it
        try {
            taken = !closed && select(send(calls, call), receive(program.over())) == 0;
        } finally {
            if (!taken) {
                latest = before;
            }
        }
        if (!taken) {
            throw new IllegalStateException("the bubble is over");
        }
        boolean interrupted = await(call.done, program, standstill, call);
        Throwable failure = failure(call);
        if (interrupted && !(failure instanceof InterruptedException)) {
            Thread.currentThread().interrupt();
        }
        if (failure != null) {
            failed = true;
            throw Session.<RuntimeException>asIs(failure);
        }
    }

    /**
     * Waits until the latest call has ended. That takes time if another thread has made it: a time limit of JUnit's with a
     * thread of its own interrupts that thread, and does not wait for it. A call that ignores the interrupt may never end; so
     * it is given up after a while, and with it the bubble.
     *
     * @return the latest call
     * @throws IllegalStateException if it has been given up
     */
    private @Nullable Call awaitLatest() {
        Call call = latest;
        if (call == null) {
            return null;
        }
        int[] which = new int[1];
        Go.uninterruptibly(() -> {
            which[0] = select(Standstill.PATIENCE, receive(call.done), receive(program.over()));
        });
        if (which[0] < 0) {
            bubble.abandon();
            throw new IllegalStateException(
                    "a call that another thread has made does not end, and has been given up, with "
                            + "the bubble; it may have ignored an interrupt");
        }
        if (call.done.drained() && call.thrown != null) {
            failed = true; // that other thread may not have come to it
        }
        return call;
    }

    private @Nullable Throwable failure(Call call) {
        Throwable end = program.failure();
        if (end != null && end != reported) {
            reported = end;
            return end;
        }
        return call.done.drained()
                ? call.thrown
                : new IllegalStateException("goroutines remain blocked although they have been interrupted");
    }

    /**
     * Ends the bubble: main returns, and the others must end, too, unless a call has failed; then they are interrupted.
     *
     * @throws Exception what has ended the program, unless a call has thrown that
     */
    void close() throws Exception {
        if (closed) {
            return;
        }
        closed = true;
        try {
            awaitLatest();
            if (failed) {
                program.stop();
            }
            calls.close();
            boolean interrupted = await(program.over(), program, standstill, null);
            if (program.failure() != reported) {
                program.throwOutcome(interrupted);
            } else if (interrupted) {
                Thread.currentThread().interrupt();
            }
        } finally {
            end();
        }
    }

    private void end() {
        program.finish();
        bubble.close();
    }

    /**
     * Waits until the channel is closed, or the program is over.
     *
     * @param call the call that is to end; null if it is the bubble
     * @return whether the current thread has been interrupted meanwhile; the interrupt has been passed on
     */
    private static boolean await(ReceiveChannel<?> end, Program program, Standstill standstill, @Nullable Call call) {
        boolean interrupted = false;
        standstill.begin();
        for (;;) {
            try {
                if (select(Standstill.PERIOD, receive(end), receive(program.over())) >= 0) {
                    return interrupted;
                }
                standstill.look();
            } catch (InterruptedException e) {
                interrupted = true;
                if (call != null) {
                    call.interrupted = true;
                }
                program.passOnInterrupt();
            }
        }
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <X extends Throwable> X asIs(Throwable t) throws X {
        throw (X) t;
    }
}

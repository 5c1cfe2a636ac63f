package dev.weft.internal.goroutine;

import dev.weft.ReceiveChannel;
import dev.weft.Task;
import dev.weft.internal.time.Clock;
import dev.weft.internal.time.RealClock;
import dev.weft.internal.trace.Recorder;
import dev.weft.internal.wait.Nap;
import dev.weft.internal.wait.SchedulerChoice;
import dev.weft.internal.wait.StackReserve;
import dev.weft.internal.wait.VirtualClock;
import dev.weft.internal.wait.Wait;
import java.util.Objects;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One {@link dev.weft.Go#run}. Its <em>members</em> are the goroutine that runs {@code main} and all goroutines that
 * members start.
 *
 * <p><b>Who is a member.</b> {@link Member#current} finds that out for the current thread. A function that waits for a
 * timer or a context keeps the program of the goroutine that set it ({@link Origin}).
 *
 * <p><b>How a member begins.</b> Starting a thread may fail although the thread has begun, or will begin: the scheduler
 * already has it when it finds no memory, or no native thread, for another carrier. So a compare-and-set decides:
 * either the member's thread moves the member from NEW to UNASKED, and then it takes itself out when it ends, and
 * nobody need know of the failure; or the thread that starts it moves it from NEW to CALLED_OFF, takes it out, and
 * throws. What is called off does nothing when it runs.
 *
 * <p><b>How it ends.</b> {@code outcome} is set once, by a compare-and-set: when {@code main} ends, or by an uncaught
 * failure, whichever comes first. The thread that has set it asks all members to stop, by an interrupt. No member is
 * missed, and none gets two interrupts, as the second would disturb it while it cleans up:
 *
 * <ol>
 *   <li>A thread that starts a member puts it into {@code members}, then starts its thread. That thread moves it to UNASKED,
 *       then reads {@code outcome}; if there is one, it asks itself to stop.
 *   <li>The thread that ends the program sets {@code outcome}, then goes through {@code members} and asks each to stop.
 *   <li>Asking moves the member from UNASKED to ASKED by a compare-and-set, and interrupts it if that succeeds.
 * </ol>
 *
 * <p>The second step takes memory. If it fails, some members have not been asked; so whoever watches programs repeats
 * it again and again ({@link #askAgain}). (In a bubble nobody does. What is left in the bubble's own program is
 * abandoned; a program inside that one ends when its members do.)
 *
 * <p>So either the ending thread finds the member in {@code members}, and UNASKED, or the member's thread finds the
 * outcome. A thread that has not begun to run is left alone, because interrupting it might have no effect.
 * New goroutines are not refused: members that clean up may need some, and a {@code go} that suddenly throws would be
 * one more failure.
 *
 * <p>It is over when the last member is gone: see {@link Members}, also for members that can never go on. So that the
 * collector can find those, the caller of {@code run}, whose stack refers to this object, keeps neither them nor {@code
 * main}.
 *
 * <p><b>In a bubble.</b> A program may have a virtual clock of its own, for a test; see {@code internal.bubble}. Programs
 * that its members run live by the same clock, and it is their {@code root}. Members enter the bubble before they start,
 * and leave it as the last thing that they do. When the {@code main} of such a program returns, it has no outcome yet, and
 * nobody is interrupted: the test has passed when all members have ended. Observers have nothing to do with programs in a
 * bubble, which finds out by itself that they are stuck.
 *
 * <p>Failures after {@code outcome} is set go to the default handler, as they do without a program. Members may fail
 * because they are stopped; that must not turn a {@code main} that has returned into a failure, but it is not swallowed
 * either.
 */
public final class Program implements Thread.UncaughtExceptionHandler {
    /** How many programs run; so that without any, nobody looks for a member. */
    private static final AtomicInteger RUNNING = new AtomicInteger();

    /** Makes the threads of members without a name. */
    final ThreadFactory threads =
            SchedulerChoice.newBuilder().uncaughtExceptionHandler(this).factory();
    private final Outcome outcome = new Outcome();
    private final Members members = new Members(outcome);

    /** Whether it is one of those that {@code RUNNING} counts. */
    private final AtomicBoolean counted = new AtomicBoolean();

    private final Class<?> kind;

    /** The clock of the bubble that its members live in; null if in none. */
    private final @Nullable VirtualClock clock;

    /** The program that the bubble was made for; null if there is no bubble. */
    private final @Nullable Program root;

    /** What to run; null once it has been started. */
    private @Nullable Task<?> main;

    private @Nullable Member first;

    /**
     * Makes a program, which is in the bubble of the current thread, if there is one.
     *
     * @param main what to run
     */
    public Program(Task<?> main) {
        Program outer = current();
        this.main = main;
        this.kind = main.getClass();
        this.clock = outer == null ? null : outer.clock;
        this.root = outer == null ? null : outer.root;
    }

    /**
     * Makes a program that is a bubble.
     *
     * @param clock its clock
     * @param main what to run
     */
    public Program(VirtualClock clock, Task<?> main) {
        this.main = main;
        this.kind = main.getClass();
        this.clock = clock;
        this.root = this;
    }

    /**
     * The program that the current thread is a member of.
     *
     * @return the program, or null
     */
    public static @Nullable Program current() {
        Member member = RUNNING.get() == 0 ? null : Member.current();
        return member == null ? null : member.program();
    }

    /**
     * Runs the program from beginning to end. Once only.
     *
     * @return true if main has returned; false if the program was given up
     * @throws Exception the failure that ended it, unless main returned
     */
    public boolean run() throws Exception {
        Wait.checkInterrupt();
        StackReserve.checkForSeveral(); // to start main, and then to wait
        boolean interrupted;
        try {
            start();
            interrupted = awaitOver();
        } finally {
            finish();
        }
        return throwOutcome(interrupted);
    }

    /** Starts main. Once only, by the thread that waits for the end of the program; {@link #finish} must follow. */
    public void start() {
        counted.set(true);
        RUNNING.incrementAndGet();
        Member m = new Member(this, "main", takeMain(), Thread.currentThread().getContextClassLoader());
        first = m;
        Objects.requireNonNull(start(m));
        members.leave();
    }

    /** Called when the program is over. */
    public void finish() {
        uncount();
        members.closeCrew();
    }

    private void uncount() {
        if (counted.compareAndSet(true, false)) {
            RUNNING.decrementAndGet();
        }
    }

    /**
     * Throws the failure that ended the program. Called when it is over.
     *
     * @param interrupted whether the current thread has been interrupted while it waited for that
     * @return true if main has returned; false if the program was ended by others, or by nobody
     * @throws Exception the failure, unless main returned
     */
    public boolean throwOutcome(boolean interrupted) throws Exception {
        return outcome.throwFailure(interrupted);
    }

    /** What main's goroutine does; nobody else refers to the task any longer. */
    private Task<?> takeMain() {
        Task<?> task = Objects.requireNonNull(main);
        main = null;
        return () -> {
            try {
                task.run();
                if (root != this) {
                    end(Outcome.RETURNED);
                }
            } catch (Throwable t) {
                if (!end(t) && !Goroutine.isStop(t)) {
                    handOn(Thread.currentThread(), t);
                }
            }
        };
    }

    /**
     * Waits until all members are gone. Passes an interrupt on to main or, after the end has begun, to all that are
     * left. Does not throw for lack of memory: the program runs on, and nobody else would say how it ends.
     */
    private boolean awaitOver() {
        boolean interrupted = false;
        boolean passesOn = false;
        long nap = Nap.FIRST;
        for (;;) {
            try {
                if (passesOn) {
                    passOnInterrupt();
                    passesOn = false;
                }
                members.over().receive();
                return interrupted;
            } catch (InterruptedException e) {
                interrupted = true;
                passesOn = true;
            } catch (OutOfMemoryError | StackOverflowError e) {
                nap = Nap.take(nap);
            }
        }
    }

    /**
     * Passes on an interrupt of the thread that waits for the end: to main or, after the end has begun, to all members that
     * are left.
     */
    public void passOnInterrupt() {
        Member m = first;
        if (!outcome.isSet() && m != null) {
            if (!m.interrupt()) {
                end(new InterruptedException()); // main is lost, and cannot end it
            }
        } else {
            members.interrupt();
        }
    }

    // For bubbles.

    /** The clock that members live by. */
    Clock clock() {
        return clock == null ? RealClock.INSTANCE : clock;
    }

    /**
     * Whether its members live in a bubble.
     *
     * @return true if they have a virtual clock
     */
    public boolean isInBubble() {
        return clock != null;
    }

    /** The clock that members live by; null if it is the real one. */
    @Nullable VirtualClock bubble() {
        return clock;
    }

    /** The program that the bubble of the current thread was made for; null if it is in none. */
    static @Nullable Program currentRoot() {
        Program program = current();
        return program == null ? null : program.root;
    }

    /**
     * The channel that is closed when all members are gone.
     *
     * @return the channel
     */
    public ReceiveChannel<?> over() {
        return members.over();
    }

    /**
     * What has ended the program.
     *
     * @return the failure; null if nothing has failed
     */
    public @Nullable Throwable failure() {
        return outcome.failure();
    }

    /**
     * Ends the program with a failure, unless it has been ended before: all members are asked to stop.
     *
     * @param failure the failure
     */
    public void fail(Throwable failure) {
        end(failure);
    }

    /** Ends the program without a failure, unless it has been ended before: all members are asked to stop. */
    public void stop() {
        end(Outcome.RETURNED);
    }

    /**
     * Counts as gone the threads that were expected to become members.
     *
     * @param threads how many
     */
    public void forgo(int threads) {
        for (int i = 0; i < threads; i++) {
            members.leave();
        }
    }

    /**
     * Counts all members as gone, although they are not. No others can be started. Those of the programs that they run are
     * forgotten, too; but such a program is not over, since the member that runs it would go on.
     */
    public void abandon() {
        for (Member member : Member.all()) {
            if (member.program().root == this) {
                member.program().members.forgetAll();
                member.program().uncount(); // the thread that waits for its end never will
            }
        }
        members.abandon();
    }

    /**
     * Starts a member that does something for the library.
     *
     * @param task what it does
     */
    public void startForLibrary(Task<?> task) {
        startLater(task, ClassLoader.getSystemClassLoader());
    }

    // Members.

    /** Starts a member. Called by a member, so the program cannot be over. */
    Thread startByMember(@Nullable String name, Task<?> task, @Nullable ClassLoader loader) {
        return Objects.requireNonNull(start(new Member(this, name, task, loader)));
    }

    /**
     * Makes a thread that becomes a member when it is started. Called by a member of a program that is a bubble. The thread
     * counts as alive from now on; the bubble {@linkplain #forgo forgoes} it if nobody is left who could start it.
     */
    Thread newThreadByMember(Runnable task) {
        Member member = new Member(this, null, task::run, ClassLoader.getSystemClassLoader());
        if (!members.enter()) {
            throw new IllegalStateException("the test is over"); // the caller has been abandoned
        }
        boolean made = false;
        try {
            Thread thread = threads.newThread(member::arrive);
            Objects.requireNonNull(clock).expect(thread);
            made = true;
            return thread;
        } finally {
            if (!made) {
                members.leave();
            }
        }
    }

    /** Starts a member without a name; does nothing if the program is over. */
    void startLater(Task<?> task, @Nullable ClassLoader loader) {
        start(new Member(this, null, task, loader));
    }

    /** Starts a member; returns null, and does nothing, if the program is over. If it throws, the member does not begin. */
    private @Nullable Thread start(Member member) {
        if (!members.enter()) {
            return null;
        }
        boolean started = false;
        try {
            Thread thread = member.isTracked() ? Launcher.startAlone(member) : members.crew().start(member);
            started = true;
            Recorder.started(thread);
            return thread;
        } finally {
            if (!started && member.callOff()) {
                members.remove(member);
                member.leaveBubble();
            }
        }
    }

    /** The last thing that a member does. */
    void ended(Member member) {
        member.end();
        members.remove(member);
        member.leaveBubble();
    }

    // Observers.

    /**
     * The members, as observers see them.
     *
     * @return the members
     */
    public Members members() {
        return members;
    }

    /**
     * What main is; programs whose main is of one class come from one place in the source.
     *
     * @return the class of main
     */
    public Class<?> kind() {
        return kind;
    }

    /**
     * Whether main has ended, or a goroutine has failed.
     *
     * @return true once the goroutines are asked to stop
     */
    public boolean hasEnded() {
        return outcome.isSet();
    }

    // The end.

    /** The handler of every member that has not set one of its own. */
    @Override
    public void uncaughtException(Thread thread, Throwable failure) {
        if (!end(failure)) {
            handOn(thread, failure);
        }
    }

    /** Ends the program, unless it has been ended before; returns whether it does. */
    private boolean end(Object how) {
        boolean first = outcome.set(how);
        if (first) {
            askAgain();
        }
        return first;
    }

    /** If the program has ended, asks members to stop, except those already asked. Does what it can; never throws. */
    public void askAgain() {
        try {
            if (hasEnded()) {
                members.askToStop();
            }
        } catch (Throwable t) {
            // no memory: it is to be called again
        }
    }

    /** Passes a failure to where those of a thread without a handler of its own go. */
    private static void handOn(Thread thread, Throwable failure) {
        ThreadGroup group = thread.getThreadGroup();
        if (group != null) { // null if it has ended
            group.uncaughtException(thread, failure);
        }
    }
}

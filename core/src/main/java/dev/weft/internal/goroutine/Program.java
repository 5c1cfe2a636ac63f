package dev.weft.internal.goroutine;

import dev.weft.Channel;
import dev.weft.Task;
import dev.weft.UncheckedInterruptedException;
import dev.weft.Unit;
import dev.weft.internal.wait.SchedulerChoice;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One {@link dev.weft.Go#run}. Its <em>members</em> are the goroutine that runs {@code main} and all goroutines that
 * members start.
 *
 * <p><b>Who is a member.</b> {@code MEMBERS} maps the thread of every member to its program, from before the thread is
 * started until its task, and the handling of its failure, have ended. A thread that starts a goroutine looks itself up
 * there. A function that waits for a timer or a context keeps the program of the goroutine that set it. A thread-local
 * would not do: goroutines do not inherit any, and reading one that was never set creates a table in the reading
 * thread, even outside of programs. Nor would the thread's uncaught-exception handler, which is this program: a
 * goroutine may set another handler, and what it starts would then belong to no program.
 *
 * <p><b>How it ends.</b> {@code outcome} is set once, by a compare-and-set: when {@code main} ends, or by an uncaught
 * failure, whichever comes first. The thread that has set it asks all members to stop, by an interrupt. No member is
 * missed, and none gets two interrupts, as the second would disturb it while it cleans up:
 *
 * <ol>
 *   <li>A thread that starts a member puts it into {@code members}, then starts its thread. That thread sets {@code
 *       unasked}, then reads {@code outcome}; if there is one, it asks itself to stop.
 *   <li>The thread that ends the program sets {@code outcome}, then goes through {@code members} and asks each to stop.
 *   <li>Asking clears {@code unasked} by a compare-and-set, and interrupts the member if that succeeds.
 * </ol>
 *
 * <p>So either the ending thread finds the member in {@code members} with {@code unasked} set, or the member's thread
 * finds the outcome. A thread that has not begun to run is left alone, because interrupting it might have no effect.
 * New goroutines are not refused: members that clean up may need some, and a {@code go} that suddenly throws would be
 * one more failure.
 *
 * <p><b>When it is over.</b> {@code alive} counts the members and, until {@code main} has been started, the caller of
 * {@code run}. A member is counted before it starts. The thread that counts it is a member itself, or a timer or
 * context that starts a function, which it may only if the count is not zero. The count is never raised from zero; the
 * thread that lowers it to zero closes {@code over}. So nothing of the program can run after that.
 *
 * <p>Failures after {@code outcome} is set go to the default handler, as they do without a program. Members may fail
 * because they are stopped; that must not turn a {@code main} that has returned into a failure, but it is not swallowed
 * either.
 */
public final class Program implements Thread.UncaughtExceptionHandler {
    private static final Map<Thread, Program> MEMBERS = new ConcurrentHashMap<>();

    /** The outcome if {@code main} has returned. Otherwise the outcome is what was thrown. */
    private static final Object RETURNED = new Object();

    private final ThreadFactory threads =
            SchedulerChoice.newBuilder().uncaughtExceptionHandler(this).factory();
    private final Set<Member> members = ConcurrentHashMap.newKeySet();
    private final AtomicReference<@Nullable Object> outcome = new AtomicReference<>();
    private final AtomicInteger alive = new AtomicInteger(1);
    private final Channel<Unit> over = Channel.make();

    /** What the thread of a member runs. */
    private final class Member implements Runnable {
        private final Task<?> task;
        private final AtomicBoolean unasked = new AtomicBoolean();
        private @Nullable Thread thread; // set before anybody else can see this

        Member(Task<?> task) {
            this.task = task;
        }

        @Override
        public void run() {
            try {
                unasked.set(true);
                if (outcome.get() != null) {
                    askToStop();
                }
                task.run();
            } catch (Throwable t) {
                if (!Goroutine.isStop(t)) {
                    Goroutine.handle(t);
                }
            } finally {
                remove(this);
            }
        }

        void askToStop() {
            if (unasked.compareAndSet(true, false)) {
                interrupt();
            }
        }

        void interrupt() {
            Objects.requireNonNull(thread).interrupt();
        }
    }

    private Program() {}

    /**
     * The program that the current thread is a member of.
     *
     * @return the program, or null
     */
    public static @Nullable Program current() {
        return MEMBERS.get(Thread.currentThread());
    }

    /**
     * Runs a program from beginning to end.
     *
     * @param task its main
     * @throws Exception the failure that ended it, unless main returned
     */
    public static void run(Task<?> task) throws Exception {
        if (Thread.currentThread().isInterrupted()) {
            InterruptedException e = new InterruptedException(); // if there is no memory for it, the flag stays set
            Thread.interrupted();
            throw e;
        }
        Program program = new Program();
        Thread main = program.startByMember(
                "main", () -> program.main(task), Thread.currentThread().getContextClassLoader());
        program.leave();
        boolean interrupted = program.awaitOver(main);
        Object end = program.outcome.get();
        if (end instanceof InterruptedException e) {
            throw e; // main's
        }
        if (interrupted || end instanceof UncheckedInterruptedException) {
            Thread.currentThread().interrupt();
        }
        if (end instanceof Throwable failure) {
            throw Goroutine.<RuntimeException>asIs(failure);
        }
    }

    private void main(Task<?> task) {
        try {
            task.run();
            end(RETURNED);
        } catch (Throwable t) {
            if (!end(t) && !Goroutine.isStop(t)) {
                handOn(Thread.currentThread(), t);
            }
        }
    }

    /**
     * Waits until all members are gone. Passes an interrupt on to main or, after the end has begun, to all that are
     * left.
     */
    private boolean awaitOver(Thread main) {
        boolean interrupted = false;
        for (;;) {
            try {
                over.receive();
                return interrupted;
            } catch (InterruptedException e) {
                interrupted = true;
                if (outcome.get() == null) {
                    main.interrupt();
                } else {
                    members.forEach(Member::interrupt);
                }
            }
        }
    }

    // Members.

    /** Starts a member. Called by a member, so the program cannot be over. */
    Thread startByMember(@Nullable String name, Task<?> task, @Nullable ClassLoader loader) {
        return Objects.requireNonNull(start(name, task, loader));
    }

    /** Starts a member; returns null, and does nothing, if the program is over. */
    @Nullable Thread start(@Nullable String name, Task<?> task, @Nullable ClassLoader loader) {
        if (!enter()) {
            return null;
        }
        Member member = new Member(task);
        boolean started = false;
        try {
            Thread thread = name == null
                    ? threads.newThread(member)
                    : SchedulerChoice.newBuilder()
                            .uncaughtExceptionHandler(this)
                            .name(name)
                            .unstarted(member);
            Origin.setLoader(thread, loader);
            member.thread = thread;
            members.add(member);
            MEMBERS.put(thread, this);
            thread.start();
            started = true;
            return thread;
        } finally {
            if (!started) {
                remove(member);
            }
        }
    }

    private void remove(Member member) {
        if (member.thread != null) {
            MEMBERS.remove(member.thread);
            members.remove(member);
        }
        leave();
    }

    private boolean enter() {
        for (;;) {
            int n = alive.get();
            if (n == 0) {
                return false;
            }
            if (alive.compareAndSet(n, n + 1)) {
                return true;
            }
        }
    }

    private void leave() {
        if (alive.decrementAndGet() == 0) {
            over.close();
        }
    }

    // The end.

    /** The handler of every member that has not set one of its own. */
    @Override
    public void uncaughtException(Thread thread, Throwable failure) {
        if (!end(failure)) {
            handOn(thread, failure);
        }
    }

    /** Ends the program, unless it has been ended before. */
    private boolean end(Object how) {
        boolean first = outcome.compareAndSet(null, how);
        if (first) {
            members.forEach(Member::askToStop);
        }
        return first;
    }

    /** Passes a failure to where those of a thread without a handler of its own go. */
    private static void handOn(Thread thread, Throwable failure) {
        ThreadGroup group = thread.getThreadGroup();
        if (group != null) { // null if it has ended
            group.uncaughtException(thread, failure);
        }
    }
}
